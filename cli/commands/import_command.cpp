#include "cli/commands/import_command.hpp"

#include <fmt/format.h>

#include "cli/watch_job.hpp"

namespace pixferry {

ExitCode run_import_command(const Invocation& invocation, const ImportCommand& command) {
  const auto engine = Engine::open(Context{invocation.signals.stop_token()},
                                   invocation.loaded.config, {.purpose = "pixferry import"});
  if (!engine) return complain(engine.error());
  const auto job = import_and_watch(**engine, invocation, command);
  (*engine)->stop();
  if (!job) return complain(job.error());
  if (is_active(job->state)) {
    say(invocation, fmt::format("Interrupted. What is imported stays; this goes on with the rest:\n"
                                "  pixferry import '{}'",
                                job->folder_url));
  }
  return exit_code_for(*job);
}

Result<JobSnapshot> import_and_watch(Engine& engine, const Invocation& invocation,
                                     const ImportCommand& command) {
  const ImportRequest request{
      .owner = std::string{kDefaultOwner},
      .folder_url = command.link,
      .source = std::nullopt,
      .options = {.recursive = command.recursive,
                  .files_max = command.files_max.value_or(engine.config().limits.job_files_max)}};
  const auto started = engine.start_import().run(Context{}, request);
  if (!started) return started.error();
  if (started->already_running) {
    say(invocation, fmt::format("Going on with job {}", started->job.text()));
  }
  engine.start_worker();
  return watch_job(engine, invocation, started->job);
}

}  // namespace pixferry
