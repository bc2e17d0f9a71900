#pragma once

#include "cli/command_line.hpp"
#include "cli/exit_code.hpp"
#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry api`: takes requests and leaves the work to `pixferry worker`. Any number of them may
/// share a catalog on PostgreSQL; without one it refuses to start.
ExitCode run_api_command(const Invocation& invocation);

}  // namespace pixferry
