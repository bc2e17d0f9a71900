#pragma once

#include "cli/engine.hpp"
#include "cli/invocation.hpp"

namespace pixferry {

/// Shows how a job goes until it has ended or a signal comes, then what it came to. Answers the job
/// as it was last seen. Error: the catalog's.
Result<JobSnapshot> watch_job(Engine& engine, const Invocation& invocation, const JobId& job);

}  // namespace pixferry
