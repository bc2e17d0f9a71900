#include "cli/commands/inspect_child_command.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdio>

#include "pipeline/content/decode/decode_image.hpp"
#include "pipeline/content/inspect/inspect_child.hpp"
#include "pipeline/content/inspect/sandbox.hpp"

namespace pixferry {
namespace {

bool is_socket(int descriptor) {
  struct stat found {};
  return ::fstat(descriptor, &found) == 0 && S_ISSOCK(found.st_mode);
}

}  // namespace

ExitCode run_inspect_child_command() {
  if (!is_socket(kInspectSocket)) {
    fmt::print(stderr, "pixferry: {} is started by a worker, not by hand\n", kInspectChildCommand);
    return ExitCode::usage;
  }
  run_inspect_child({.start = start_decoding, .decode = decode_image});
}

}  // namespace pixferry
