#pragma once

#include "cli/command_line.hpp"
#include "cli/exit_code.hpp"
#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry worker`: lists and imports whatever jobs there are, until stopped. Any number of them
/// may share a catalog on PostgreSQL; without one it refuses to start.
ExitCode run_worker_command(const Invocation& invocation);

}  // namespace pixferry
