#include "cli/commands/server_jobs.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <limits>

#include "cli/job_report.hpp"
#include "cli/no_such_job.hpp"
#include "cli/progress_json.hpp"
#include "cli/server_json.hpp"
#include "cli/watch_job.hpp"
#include "pipeline/platform/json.hpp"
#include "pipeline/platform/random.hpp"

namespace pixferry {
namespace {

constexpr std::chrono::milliseconds kLookEvery{500};
constexpr std::chrono::seconds kTryAgainAfter{2};
constexpr int kTriesMax = 15;  ///< in a row, while the server does not answer
constexpr int kJobsPerPage = 100;
constexpr std::size_t kIdempotencyKeyBytes = 16;

bool may_pass(ErrorCode code) {
  return code == ErrorCode::network || code == ErrorCode::timeout ||
         code == ErrorCode::rate_limited || code == ErrorCode::catalog_unavailable;
}

/// An id that may stand in a path.
Result<std::string> path_of(const std::string& job) {
  const auto id = JobId::parse(job);
  if (!id) return no_such_job(job);
  return "/import/jobs/" + id->text();
}

/// A job of a server, which may be away for a while.
class ServerJob final : public JobView {
 public:
  ServerJob(ServerVisit& visit, std::string path) : visit_(visit), path_(std::move(path)) {}

  Result<JobSnapshot> job() override {
    for (int tries = 1;; ++tries) {
      const auto reply = visit_.client.get(Context{}, path_);
      if (reply) return job_from(*reply);
      const bool is_over = visit_.context().is_stopped() || tries == kTriesMax;
      if (!may_pass(reply.error().code) || is_over) return reply.error();
      pause(visit_.context(), visit_.clock, visit_.clock.steady() + kTryAgainAfter);
    }
  }
  Result<std::vector<FailureGroup>> failures() override {
    const auto reply = visit_.client.get(Context{}, path_ + "/failures");
    if (!reply) return reply.error();
    return failures_from(*reply);
  }
  void wait(const Context& context) override {
    pause(context, visit_.clock, visit_.clock.steady() + kLookEvery);
  }

 private:
  ServerVisit& visit_;
  std::string path_;
};

ExitCode watch(ServerVisit& visit, const std::string& path) {
  ServerJob view{visit, path};
  const auto job = watch_job(view, visit.clock, visit.invocation);
  if (!job) return complain(job.error());
  if (is_active(job->state)) {
    say(visit.invocation,
        fmt::format("The job goes on at the server:\n  pixferry jobs watch {}", job->id.text()));
  }
  return exit_code_for(*job);
}

void show(const ServerVisit& visit, const JobSnapshot& job) {
  if (visit.invocation.options.json) {
    fmt::print("{}\n", job_json(job));
  } else {
    say(visit.invocation, fmt::format("Job {} is {}.", job.id.text(), name(job.state)));
  }
}

int columns_of_output() {
  return ::isatty(STDOUT_FILENO) == 1 ? terminal_width(STDOUT_FILENO)
                                      : std::numeric_limits<int>::max();
}

Result<std::vector<JobSnapshot>> read_jobs(ServerVisit& visit, int jobs_max) {
  std::vector<JobSnapshot> jobs;
  std::string cursor;
  do {
    const auto limit = std::min(jobs_max - static_cast<int>(jobs.size()), kJobsPerPage);
    const auto reply = visit.client.get(
        visit.context(), fmt::format("/import/jobs?limit={}&cursor={}", limit, cursor));
    if (!reply) return reply.error();
    for (const auto& object : objects_at(*reply, "jobs")) {
      auto job = job_from(object);
      if (!job) return job.error();
      jobs.push_back(*std::move(job));
    }
    cursor = json::text_at(*reply, "next_cursor");
  } while (!cursor.empty() && static_cast<int>(jobs.size()) < jobs_max);
  return jobs;
}

Result<json::bj::object> start(ServerVisit& visit, const ImportCommand& command) {
  json::bj::object body{{"folder_url", command.link}, {"recursive", command.recursive}};
  if (!command.password.empty()) body["password"] = command.password;
  if (command.files_max) body["max_files"] = *command.files_max;
  SystemRandom random;
  const auto key = random_hex(random, kIdempotencyKeyBytes);
  auto started = visit.client.post(visit.context(), "/import", body, key);
  // Whether the first was heard is unknown; the key makes it safe to ask again.
  const bool is_again = !started && may_pass(started.error().code);
  return is_again ? visit.client.post(visit.context(), "/import", body, key) : started;
}

ExitCode send(ServerVisit& visit, const std::string& job, const std::string& change,
              const json::bj::object& body) {
  const auto path = path_of(job);
  if (!path) return complain(path.error());
  const auto reply = visit.client.post(visit.context(), *path + "/" + change, body);
  if (!reply) return complain(reply.error());
  const auto changed = job_from(*reply);
  if (!changed) return complain(changed.error());
  show(visit, *changed);
  return ExitCode::ok;
}

}  // namespace

ExitCode list_jobs_at_server(ServerVisit& visit, const JobsCommand& command) {
  const auto jobs = read_jobs(visit, command.jobs_max);
  if (!jobs) return complain(jobs.error());
  if (visit.invocation.options.json) {
    for (const auto& job : *jobs) fmt::print("{}\n", job_json(job));
    return ExitCode::ok;
  }
  if (jobs->empty()) say(visit.invocation, "Nothing was imported yet.");
  if (jobs->empty()) return ExitCode::ok;
  for (const auto& line : job_table(*jobs, visit.clock.now())) fmt::print("{}\n", line);
  return ExitCode::ok;
}

ExitCode show_job_at_server(ServerVisit& visit, const JobShowCommand& command) {
  const auto path = path_of(command.job);
  if (!path) return complain(path.error());
  ServerJob view{visit, *path};
  auto job = view.job();
  if (!job) return complain(job.error());
  auto failures = view.failures();
  if (!failures) return complain(failures.error());
  const JobDetails details{*std::move(job), *std::move(failures), {}, {}};
  if (visit.invocation.options.json) {
    fmt::print("{}\n", job_json(details));
    return ExitCode::ok;
  }
  for (const auto& line : job_lines(details, visit.clock.now(), columns_of_output())) {
    fmt::print("{}\n", line);
  }
  return ExitCode::ok;
}

ExitCode report_job_at_server(ServerVisit& visit, const JobReportCommand& command) {
  const auto path = path_of(command.job);
  if (!path) return complain(path.error());
  const auto format = visit.invocation.options.json ? routes::ReportFormat::jsonl : command.format;
  const auto fetched = visit.client.fetch(
      visit.context(), fmt::format("{}/report.{}", *path, routes::name(format)),
      [](std::span<const std::byte> piece) -> Result<> {
        if (std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size()) return {};
        return Error{ErrorCode::internal, "the report could not be written to its end"};
      });
  return fetched ? ExitCode::ok : complain(fetched.error());
}

ExitCode import_at_server(ServerVisit& visit, const ImportCommand& command) {
  const auto started = start(visit, command);
  if (!started) return complain(started.error());
  const auto job = json::text_at(*started, "job_id");
  const auto path = path_of(job);
  if (!path) return complain({ErrorCode::network, "the server's answer names no job"});
  if (!command.is_detached) return watch(visit, *path);
  fmt::print("{}\n", visit.invocation.options.json ? json::serialise(*started) : job);
  return ExitCode::ok;
}

ExitCode watch_job_at_server(ServerVisit& visit, const JobWatchCommand& command) {
  const auto path = path_of(command.job);
  return path ? watch(visit, *path) : complain(path.error());
}

ExitCode change_job_at_server(ServerVisit& visit, const JobChangeCommand& command) {
  return send(visit, command.job, std::string{name(command.change)}, {});
}

ExitCode retry_job_at_server(ServerVisit& visit, const JobRetryCommand& command) {
  json::bj::object body;
  if (!command.reason.empty()) body["reason"] = command.reason;
  return send(visit, command.job, "retry", body);
}

}  // namespace pixferry
