#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry jobs`: what was imported and how it went, newest first. Reads only, so it works beside
/// a running `serve`; so does the other.
ExitCode run_jobs_command(const Invocation& invocation, const JobsCommand& command);

/// `pixferry jobs show ID`: one job, why files of it failed and what can be done; with --failures
/// each of these files.
ExitCode run_job_show_command(const Invocation& invocation, const JobShowCommand& command);

}  // namespace pixferry
