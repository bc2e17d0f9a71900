#include "cli/job_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/human_text.hpp"
#include "cli/progress_summary.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr int kFolderColumns = 32;
constexpr const char* kRow = "{:<36}  {:<10}  {}  {}  {}  {}  {}  {}";
constexpr int kCountColumns = 9;

std::string folder_of(const JobSnapshot& job) {
  return job.folder_name.empty() ? "(not read yet)" : printable(job.folder_name);
}

std::string age_of(const JobSnapshot& job, Timestamp now) {
  return human_duration(std::max(now - job.created_at, std::chrono::milliseconds{0}));
}

std::string row_of(const JobSnapshot& job, Timestamp now) {
  const auto column = [](std::int64_t count) {
    return pad_left(human_count(count), kCountColumns);
  };
  const auto folder = pad_right(cut_in_middle(folder_of(job), kFolderColumns), kFolderColumns);
  return fmt::format(kRow, job.id.text(), name(job.state), folder, column(job.tally.imported),
                     column(job.tally.skipped), column(job.tally.failed),
                     column(job.tally.pending()), age_of(job, now));
}

}  // namespace

std::vector<std::string> job_table(std::span<const JobSnapshot> jobs, Timestamp now) {
  const auto heading = [](std::string_view text) { return pad_left(text, kCountColumns); };
  std::vector<std::string> lines{
      fmt::format(kRow, "job", "state", pad_right("folder", kFolderColumns), heading("imported"),
                  heading("skipped"), heading("failed"), heading("waiting"), "age")};
  for (const auto& job : jobs) lines.push_back(row_of(job, now));
  return lines;
}

std::vector<std::string> job_lines(const JobDetails& details, Timestamp now, int columns) {
  const auto& job = details.job;
  std::vector<std::string> lines{
      fmt::format("Job {}, {}, begun {} ago", job.id.text(), name(job.state), age_of(job, now)),
      fmt::format("{} ({})", folder_of(job), printable(job.folder_url))};
  auto summary = import_summary(job, details.failures, columns);
  if (is_active(job.state)) summary.front() = fit_to("So far: " + tally_text(job), columns);
  lines.insert(lines.end(), summary.begin(), summary.end());
  if (job.throttled_until) {
    lines.push_back(fmt::format("  What is left waits for {}; going on in {}.", title(job.source),
                                human_duration(*job.throttled_until - now)));
  }
  for (const auto& folder : details.unreadable_folders) {
    lines.push_back(fmt::format("  {}: {}", printable(folder.path), name(folder.reason)));
    if (!folder.detail.empty()) lines.push_back("    " + printable(folder.detail));
    if (const auto cure = hint(folder.reason); !cure.empty()) {
      lines.push_back("    " + std::string{cure});
    }
  }
  for (const auto& file : details.vanished_files) {
    lines.push_back(fmt::format("  gone: {}", printable(file.path)));
  }
  return lines;
}

}  // namespace pixferry
