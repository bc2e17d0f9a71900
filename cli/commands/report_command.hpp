#pragma once

#include "cli/invocation.hpp"

namespace pixferry {

/// `pixferry jobs report ID`: every file of a job with all that is known of it, on standard output.
/// Reads only, a page at a time, so it works beside a running `serve` and at any size.
ExitCode run_report_command(const Invocation& invocation, const JobReportCommand& command);

}  // namespace pixferry
