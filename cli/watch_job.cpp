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

void pause(const Context& context, const Clock& clock, Instant until) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock{mutex};
  wait_until(never, lock, context.until(until), clock, [] { return false; });
}

}  // namespace

Result<JobSnapshot> watch_job(Engine& engine, const Invocation& invocation, const JobId& id) {
  const auto terminal =
      probe_terminal(STDERR_FILENO, invocation.environment, invocation.options.color);
  ProgressPrinter printer{engine.clock(), choose_look(invocation.options, terminal),
                          standard_streams()};
  const LogAbove log_above{printer};
  const auto news = engine.feed().subscribe(id);
  const Context context{invocation.signals.stop_token()};
  while (true) {
    // Read even after a signal: the last tally is what the user is told.
    const auto job = engine.journal().job(Context{}, kDefaultOwner, id);
    if (!job) return job.error();
    if (!*job) return Error{ErrorCode::job_not_found, "the job " + id.text() + " was deleted"};
    if (!is_active((*job)->state) || context.is_stopped()) {
      const auto failures = engine.journal().failures(Context{}, id);
      if (!failures) return failures.error();
      printer.finish(**job, *failures);
      return **job;
    }
    printer.update(**job);
    const auto now = engine.clock().steady();
    pause(context, engine.clock(), now + kLookAtMostEvery);
    news->wait(context.until(now + kLookAtLeastEvery));
  }
}

}  // namespace pixferry
