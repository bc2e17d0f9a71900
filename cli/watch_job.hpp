#pragma once

#include <vector>

#include "cli/engine.hpp"
#include "cli/invocation.hpp"

namespace pixferry {

/// A job that somebody looks at while it runs, wherever it is.
struct JobView {
  virtual ~JobView() = default;
  virtual Result<JobSnapshot> job() = 0;
  virtual Result<std::vector<FailureGroup>> failures() = 0;
  /// Until there may be news, or the context ends.
  virtual void wait(const Context& context) = 0;
};

/// Until that time, or until the context ends.
void pause(const Context& context, const Clock& clock, Instant until);

/// Shows how a job goes until it has ended or a signal comes, then what it came to. Answers the job
/// as it was last seen. Error: the view's.
Result<JobSnapshot> watch_job(JobView& view, const Clock& clock, const Invocation& invocation);

/// A job of our own engine. Error: the catalog's.
Result<JobSnapshot> watch_job(Engine& engine, const Invocation& invocation, const JobId& job);

}  // namespace pixferry
