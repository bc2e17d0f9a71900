#include "cli/commands/config_command.hpp"

#include <fmt/format.h>

#include "cli/config_report.hpp"

namespace pixferry {

ExitCode run_config_command(const Invocation& invocation, const ConfigCommand& command) {
  if (command.example) {
    fmt::print("{}", dotenv_example());
  } else if (invocation.options.json) {
    fmt::print("{}\n", config_json(invocation.loaded));
  } else {
    fmt::print("{}", config_table(invocation.loaded));
  }
  return ExitCode::ok;
}

}  // namespace pixferry
