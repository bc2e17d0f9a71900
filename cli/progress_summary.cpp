#include "cli/progress_summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/human_text.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

std::string ending(JobState state) {
  switch (state) {
    case JobState::completed: return "Done in";
    case JobState::failed: return "Failed after";
    case JobState::cancelled: return "Cancelled after";
    case JobState::processing:
    case JobState::paused: return "Interrupted after";
  }
  return "Ended after";
}

std::string headline(const JobSnapshot& job) {
  return fmt::format("{} {} · {}", ending(job.state), human_duration(job_duration(job)),
                     tally_text(job));
}

void add_failures(std::span<const FailureGroup> failures, int columns,
                  std::vector<std::string>& lines) {
  int count_columns = 0;
  for (const auto& group : failures) {
    count_columns = std::max(count_columns, display_width(human_count(group.count)));
  }
  const std::string indent(static_cast<std::size_t>(count_columns) + 4, ' ');
  for (const auto& group : failures) {
    lines.push_back(
        fit_to(fmt::format("  {}  {}", pad_left(human_count(group.count), count_columns),
                           name(group.reason)),
               columns));
    if (const auto what = hint(group.reason); !what.empty()) {
      lines.push_back(fit_to(indent + std::string{what}, columns));
    }
    if (group.example_name.empty()) continue;
    const auto front = indent + "for example ";
    lines.push_back(front + cut_in_middle(group.example_name, columns - display_width(front)));
  }
}

}  // namespace

std::vector<std::string> import_summary(const JobSnapshot& job,
                                        std::span<const FailureGroup> failures, int columns) {
  std::vector<std::string> lines{fit_to(headline(job), columns)};
  if (job.error) {
    lines.push_back(fmt::format("  {}: {}", name(job.error->code), printable(job.error->message)));
    if (const auto what = hint(job.error->code); !what.empty()) {
      lines.push_back(fmt::format("  {}", what));
    }
  }
  if (job.unreadable_folders > 0) {
    lines.push_back(
        fit_to(fmt::format("  {} {} could not be read", human_count(job.unreadable_folders),
                           job.unreadable_folders == 1 ? "folder" : "folders"),
               columns));
  }
  if (const auto gone = job.vanished_files.value_or(0); gone > 0) {
    lines.push_back(fit_to(fmt::format("  {} {} gone from the folder since the last import; {}",
                                       human_count(gone), gone == 1 ? "file is" : "files are",
                                       gone == 1 ? "its image stays" : "their images stay"),
                           columns));
  }
  add_failures(by_weight(failures), columns, lines);
  return lines;
}

std::string tally_text(const JobSnapshot& job) {
  const auto& tally = job.tally;
  auto text = fmt::format("imported {}", human_count(tally.imported));
  if (tally.bytes_done > 0) text += fmt::format(" ({})", human_bytes(tally.bytes_done));
  text += fmt::format(" · skipped {} · failed {}", human_count(tally.skipped),
                      human_count(tally.failed));
  if (tally.pending() > 0) text += fmt::format(" · waiting {}", human_count(tally.pending()));
  return text;
}

std::chrono::milliseconds job_duration(const JobSnapshot& job) {
  const auto begin = job.started_at.value_or(job.created_at);
  return job.finished_at.value_or(begin) - begin;
}

std::vector<FailureGroup> by_weight(std::span<const FailureGroup> failures) {
  std::vector<FailureGroup> sorted{failures.begin(), failures.end()};
  std::ranges::sort(sorted, [](const FailureGroup& left, const FailureGroup& right) {
    if (left.count != right.count) return left.count > right.count;
    return name(left.reason) < name(right.reason);
  });
  return sorted;
}

}  // namespace pixferry
