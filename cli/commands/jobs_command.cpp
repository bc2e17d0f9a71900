#include "cli/commands/jobs_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <limits>

#include "cli/job_report.hpp"
#include "cli/no_such_job.hpp"
#include "cli/open_catalog.hpp"
#include "cli/progress_json.hpp"
#include "cli/terminal.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr int kFoldersMax = 100;
constexpr int kVanishedFilesMax = 100;
constexpr int kFilesPerPage = 500;

/// Only a terminal has an edge; a file or a pipe gets whole sentences.
int columns_of_output() {
  return ::isatty(STDOUT_FILENO) == 1 ? terminal_width(STDOUT_FILENO)
                                      : std::numeric_limits<int>::max();
}

void print_lines(const std::vector<std::string>& lines) {
  for (const auto& line : lines) fmt::print("{}\n", line);
}

Result<JobDetails> read_details(Journal& journal, const JobId& id) {
  auto job = journal.job(Context{}, kDefaultOwner, id);
  if (!job) return job.error();
  if (!*job) return no_such_job(id.text());
  auto failures = journal.failures(Context{}, id);
  if (!failures) return failures.error();
  auto folders = journal.unreadable_folders(Context{}, id, kFoldersMax);
  if (!folders) return folders.error();
  auto vanished = journal.vanished_files(Context{}, id, {}, kVanishedFilesMax);
  if (!vanished) return vanished.error();
  return JobDetails{**std::move(job), *std::move(failures), *std::move(folders),
                    std::move(vanished->files)};
}

void print_failed_file(const FileRecord& file, bool is_json) {
  const auto reason = file.reason ? name(*file.reason) : std::string_view{};
  if (is_json) {
    fmt::print("{}\n", file_json(file));
  } else {
    fmt::print("  {}: {}{}{}\n", printable(file.path), reason, file.detail.empty() ? "" : ", ",
               printable(file.detail));
  }
}

Result<> print_failed_files(const Invocation& invocation, Journal& journal, const JobId& id) {
  FileQuery query{.state = FileState::failed, .limit = kFilesPerPage};
  while (!invocation.signals.were_received()) {
    const auto page = journal.files(Context{}, id, query);
    if (!page) return page.error();
    for (const auto& file : page->files) print_failed_file(file, invocation.options.json);
    if (!page->next_after) return {};
    query.after = *page->next_after;
  }
  return Error{ErrorCode::stopped, "interrupted"};
}

}  // namespace

ExitCode run_jobs_command(const Invocation& invocation, const JobsCommand& command) {
  const SystemClock clock;
  const auto catalog = open_catalog_for_reading(Context{}, invocation.loaded.config, clock);
  if (!catalog) return complain(catalog.error());
  Journal journal{**catalog, clock};
  const auto page = journal.jobs(Context{}, kDefaultOwner, {}, "", command.jobs_max);
  if (!page) return complain(page.error());
  if (invocation.options.json) {
    for (const auto& job : page->jobs) fmt::print("{}\n", job_json(job));
    return ExitCode::ok;
  }
  if (page->jobs.empty()) say(invocation, "Nothing was imported yet.");
  if (!page->jobs.empty()) print_lines(job_table(page->jobs, clock.now()));
  if (!page->next_cursor.empty()) say(invocation, "There are older ones: see --limit.");
  return ExitCode::ok;
}

ExitCode run_job_show_command(const Invocation& invocation, const JobShowCommand& command) {
  const auto id = JobId::parse(command.job);
  if (!id) return complain(no_such_job(command.job));
  const SystemClock clock;
  const auto catalog = open_catalog_for_reading(Context{}, invocation.loaded.config, clock);
  if (!catalog) return complain(catalog.error());
  Journal journal{**catalog, clock};
  const auto details = read_details(journal, *id);
  if (!details) return complain(details.error());
  if (invocation.options.json) {
    fmt::print("{}\n", job_json(*details));
  } else {
    print_lines(job_lines(*details, clock.now(), columns_of_output()));
  }
  if (!command.has_failures) return ExitCode::ok;
  const auto printed = print_failed_files(invocation, journal, *id);
  return printed ? ExitCode::ok : complain(printed.error());
}

}  // namespace pixferry
