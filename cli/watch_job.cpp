#include "cli/watch_job.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "cli/progress_printer.hpp"
#include "cli/terminal.hpp"
#include "pipeline/platform/log.hpp"
#include "pipeline/platform/wait.hpp"

namespace pixferry {
namespace {

constexpr std::chrono::milliseconds kLookAtLeastEvery{250};
/// News come with every transaction, which is more often than anybody can read.
constexpr std::chrono::milliseconds kLookAtMostEvery{50};

void write_to(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fflush(stream);
}

ProgressOutput standard_streams() {
  return {.data = [](std::string_view text) { write_to(stdout, text); },
          .messages = [](std::string_view text) { write_to(stderr, text); },
          .columns = [] { return terminal_width(STDERR_FILENO); }};
}

/// Log lines go above the progress block as long as it is drawn.
class LogAbove {
 public:
  explicit LogAbove(ProgressPrinter& printer) {
    log::redirect([&printer](std::string_view line) { printer.log_line(line); });
  }
  ~LogAbove() { log::redirect({}); }
  LogAbove(const LogAbove&) = delete;
  LogAbove& operator=(const LogAbove&) = delete;
};

/// A job of the engine in this process.
class EngineJob final : public JobView {
 public:
  EngineJob(Engine& engine, JobId id)
      : engine_(engine), id_(std::move(id)), news_(engine.feed().subscribe(id_)) {}

  Result<JobSnapshot> job() override {
    auto job = engine_.journal().job(Context{}, kDefaultOwner, id_);
    if (!job) return job.error();
    if (!*job) return Error{ErrorCode::job_not_found, "the job " + id_.text() + " was deleted"};
    return **std::move(job);
  }
  Result<std::vector<FailureGroup>> failures() override {
    return engine_.journal().failures(Context{}, id_);
  }
  void wait(const Context& context) override {
    const auto now = engine_.clock().steady();
    pause(context, engine_.clock(), now + kLookAtMostEvery);
    news_->wait(context.until(now + kLookAtLeastEvery));
  }

 private:
  Engine& engine_;
  JobId id_;
  decltype(std::declval<Engine&>().feed().subscribe(std::declval<JobId>())) news_;
};

}  // namespace

void pause(const Context& context, const Clock& clock, Instant until) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock{mutex};
  wait_until(never, lock, context.until(until), clock, [] { return false; });
}

Result<JobSnapshot> watch_job(JobView& view, const Clock& clock, const Invocation& invocation) {
  const auto terminal =
      probe_terminal(STDERR_FILENO, invocation.environment, invocation.options.color);
  ProgressPrinter printer{clock, choose_look(invocation.options, terminal), standard_streams()};
  const LogAbove log_above{printer};
  const Context context{invocation.signals.stop_token()};
  while (true) {
    // Read even after a signal: the last tally is what the user is told.
    auto job = view.job();
    if (!job) return job;
    if (!is_active(job->state) || context.is_stopped()) {
      const auto failures = view.failures();
      if (!failures) return failures.error();
      printer.finish(*job, *failures);
      return job;
    }
    printer.update(*job);
    view.wait(context);
  }
}

Result<JobSnapshot> watch_job(Engine& engine, const Invocation& invocation, const JobId& id) {
  EngineJob view{engine, id};
  return watch_job(view, engine.clock(), invocation);
}

}  // namespace pixferry
