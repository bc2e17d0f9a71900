#pragma once

#include "cli/commands/server_visit.hpp"

namespace pixferry {

/// The jobs of a server, shown as those of this machine are. Ids that the server does not know end
/// with `not_found`.
ExitCode list_jobs_at_server(ServerVisit& visit, const JobsCommand& command);
ExitCode show_job_at_server(ServerVisit& visit, const JobShowCommand& command);
ExitCode report_job_at_server(ServerVisit& visit, const JobReportCommand& command);

/// Starts an import, or finds the one that runs, and shows how it goes unless it is detached. The
/// job goes on when this is interrupted.
ExitCode import_at_server(ServerVisit& visit, const ImportCommand& command);
ExitCode watch_job_at_server(ServerVisit& visit, const JobWatchCommand& command);

ExitCode change_job_at_server(ServerVisit& visit, const JobChangeCommand& command);
ExitCode retry_job_at_server(ServerVisit& visit, const JobRetryCommand& command);

}  // namespace pixferry
