#include "cli/commands/server_commands.hpp"

#include "cli/commands/server_images.hpp"
#include "cli/commands/server_jobs.hpp"
#include "cli/server_access.hpp"

namespace pixferry {
namespace {

template <class... Commands>
bool is_one_of(const Command& command) {
  return (std::holds_alternative<Commands>(command) || ...);
}

bool needs_server(const Command& command) {
  return is_one_of<JobWatchCommand, JobChangeCommand, JobRetryCommand, ImageShowCommand,
                   ImageDownloadCommand>(command);
}

bool takes_server(const Command& command) {
  return needs_server(command) ||
         is_one_of<ImportCommand, JobsCommand, JobShowCommand, JobReportCommand, ImagesCommand>(
             command);
}

/// Which function it is that carries out a command.
struct AtServer {
  ServerVisit& visit;

  ExitCode operator()(const ImportCommand& command) { return import_at_server(visit, command); }
  ExitCode operator()(const JobsCommand& command) { return list_jobs_at_server(visit, command); }
  ExitCode operator()(const JobShowCommand& command) { return show_job_at_server(visit, command); }
  ExitCode operator()(const JobReportCommand& command) {
    return report_job_at_server(visit, command);
  }
  ExitCode operator()(const JobWatchCommand& command) {
    return watch_job_at_server(visit, command);
  }
  ExitCode operator()(const JobChangeCommand& command) {
    return change_job_at_server(visit, command);
  }
  ExitCode operator()(const JobRetryCommand& command) {
    return retry_job_at_server(visit, command);
  }
  ExitCode operator()(const ImagesCommand& command) {
    return list_images_at_server(visit, command);
  }
  ExitCode operator()(const ImageShowCommand& command) {
    return show_image_at_server(visit, command);
  }
  ExitCode operator()(const ImageDownloadCommand& command) {
    return download_image_from_server(visit, command);
  }
  template <class Local>
  ExitCode operator()(const Local&) {
    return ExitCode::other;
  }
};

ExitCode usage_error(std::string message) {
  return complain({ErrorCode::invalid_configuration, std::move(message)});
}

}  // namespace

std::optional<ExitCode> run_at_server(const Invocation& invocation, const Command& command) {
  if (!takes_server(command)) {
    if (invocation.options.server.empty()) return std::nullopt;
    return usage_error("this command is not for a server; leave --server out");
  }
  auto access = server_access(invocation.options, invocation.environment);
  if (!access) return complain(access.error());
  if (!*access) {
    if (!needs_server(command)) return std::nullopt;
    return usage_error("this is asked of a server; name it with --server URL or PIXFERRY_SERVER");
  }
  const SystemClock clock;
  ServerClient client{**std::move(access), clock, invocation.loaded.config.limits};
  ServerVisit visit{invocation, client, clock};
  return std::visit(AtServer{visit}, command);
}

}  // namespace pixferry
