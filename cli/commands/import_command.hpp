#pragma once

#include "cli/engine.hpp"
#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry import LINK`: one job, from the link to its end, in this terminal.
ExitCode run_import_command(const Invocation& invocation, const ImportCommand& command);

/// Starts the import of a link in an engine whose worker runs, and watches it to its end.
Result<JobSnapshot> import_and_watch(Engine& engine, const Invocation& invocation,
                                     const ImportCommand& command);

}  // namespace pixferry
