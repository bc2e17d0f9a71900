#include "cli/commands/version_command.hpp"

#include <fmt/format.h>

#include "cli/version.hpp"

namespace pixferry {

int run_version_command(const CommandLine& line) {
  if (line.options.json) {
    fmt::print("{{\"name\":\"pixferry\",\"version\":\"{}\",\"compiler\":\"{}\"}}\n", version(),
               __VERSION__);
  } else {
    fmt::print("pixferry {}\n", version());
  }
  return number(ExitCode::ok);
}

}  // namespace pixferry
