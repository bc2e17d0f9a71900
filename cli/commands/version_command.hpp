#pragma once

#include "cli/command_line.hpp"

namespace pixferry {

/// `pixferry version`: one line, or one JSON object with --json.
int run_version_command(const CommandLine& line);

}  // namespace pixferry
