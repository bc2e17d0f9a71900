#include "cli/commands/config_command.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "cli/config_report.hpp"

namespace pixferry {

int run_config_command(const LoadedConfig& loaded, const CommandLine& line) {
  if (line.options.json) {
    fmt::print("{}\n", config_json(loaded));
  } else {
    fmt::print("{}", config_table(loaded));
  }
  for (const auto& warning : config_warnings(loaded)) fmt::print(stderr, "! {}\n", warning);
  return number(ExitCode::ok);
}

int run_config_example_command() {
  fmt::print("{}", dotenv_example());
  return number(ExitCode::ok);
}

}  // namespace pixferry
