#pragma once

#include "cli/command_line.hpp"
#include "cli/exit_code.hpp"
#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry migrate`: brings the catalog up to date and ends. Every process that writes does so
/// when it starts; this is for those whose user may not make tables.
ExitCode run_migrate_command(const Invocation& invocation);

}  // namespace pixferry
