#include "cli/commands/delete_job_command.hpp"

#include <fmt/format.h>

#include "cli/confirm.hpp"
#include "cli/human_text.hpp"
#include "cli/open_catalog.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/delete_jobs.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

Error no_such_job(std::string_view text) {
  return {ErrorCode::job_not_found,
          fmt::format("there is no job {}; `pixferry jobs` lists them", printable(text))};
}

std::string question_about(const JobSnapshot& job, bool with_images) {
  return fmt::format("Delete the import of {} with its {} files{}?",
                     job.folder_name.empty() ? job.id.text() : printable(job.folder_name),
                     human_count(job.tally.total),
                     with_images ? ", and the images that it alone imported" : "");
}

Result<> delete_all(const Context& context, Disposal& disposal, const JobId& job,
                    bool with_images) {
  const auto images = with_images ? ImagesOfDeletedJob::remove : ImagesOfDeletedJob::keep;
  if (auto deleted = disposal.delete_job(context, kDefaultOwner, job, images); !deleted) {
    return deleted;
  }
  return DeleteJobs{disposal}.run(context);
}

}  // namespace

ExitCode run_delete_job_command(const Invocation& invocation, const DeleteJobCommand& command) {
  const auto id = JobId::parse(command.job);
  if (!id) return complain(no_such_job(command.job));
  const Context context{invocation.signals.stop_token()};
  const SystemClock clock;
  const auto taken = take_catalog(context, invocation.loaded.config, clock, "pixferry jobs delete");
  if (!taken) return complain(taken.error());
  const auto job = Journal{*taken->database, clock}.job(context, kDefaultOwner, *id);
  if (!job) return complain(job.error());
  if (!*job) return complain(no_such_job(command.job));
  const auto agreed = confirm(question_about(**job, command.with_images), command.is_agreed);
  if (!agreed) return complain(agreed.error());
  if (!*agreed) return ExitCode::interrupted;
  Disposal disposal{*taken->database, clock};
  const auto deleted = delete_all(context, disposal, *id, command.with_images);
  if (!deleted) return complain(deleted.error());
  if (context.is_stopped()) {
    say(invocation, "Interrupted. The job is gone; what is left of it goes at the next start.");
    return ExitCode::interrupted;
  }
  say(invocation, fmt::format("Deleted job {}.", id->text()));
  return ExitCode::ok;
}

}  // namespace pixferry
