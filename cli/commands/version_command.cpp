#include "cli/commands/version_command.hpp"

#include <fmt/format.h>

#include "cli/version.hpp"

namespace pixferry {

ExitCode run_version_command(const Invocation& invocation) {
  if (invocation.options.json) {
    fmt::print("{{\"name\":\"pixferry\",\"version\":\"{}\",\"compiler\":\"{}\"}}\n", version(),
               __VERSION__);
  } else {
    fmt::print("pixferry {}\n", version());
  }
  return ExitCode::ok;
}

}  // namespace pixferry
