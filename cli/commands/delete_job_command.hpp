#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// Deletes a finished job, and with --images those that it alone imported; everything is gone when
/// it ends well.
ExitCode run_delete_job_command(const Invocation& invocation, const DeleteJobCommand& command);

}  // namespace pixferry
