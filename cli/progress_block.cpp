#include "cli/progress_block.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/human_text.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr int kBarColumnsMax = 24;
constexpr int kBarColumnsMin = 8;
constexpr std::size_t kShortIdCharacters = 8;

std::string folder_title(const JobSnapshot& job) {
  return job.folder_name.empty() ? "shared folder" : printable(job.folder_name);
}

std::string headline(const JobSnapshot& job, int columns) {
  const auto front = fmt::format("{} · \"", title(job.source));
  const auto back = fmt::format("\" · {} files{}{}   job {}", human_count(job.tally.total),
                                job.tally.bytes_total > 0 ? ", " : "",
                                job.tally.bytes_total > 0 ? human_bytes(job.tally.bytes_total) : "",
                                job.id.text().substr(0, kShortIdCharacters));
  const int room = columns - display_width(front) - display_width(back);
  constexpr int kNameColumnsMin = 8;
  const auto name = cut_in_middle(folder_title(job), std::max(room, kNameColumnsMin));
  return fit_to(front + name + back, columns);
}

std::string bar(double percent, int columns) {
  const auto filled = static_cast<int>(percent * columns / 100);
  std::string text;
  for (int i = 0; i < columns; ++i) text += i < filled ? "▓" : "░";
  return text;
}

/// Numbers keep their columns while they grow, so nothing jitters.
std::string numbers(const ProgressView& view) {
  const auto& tally = view.job.tally;
  const auto total = human_count(tally.total);
  const auto done = pad_left(human_count(tally.processed()), display_width(total));
  auto text = fmt::format("{}/{}", done, total);
  if (tally.bytes_total > 0) {
    text += fmt::format("  {:>15}", human_bytes_of(tally.bytes_done, tally.bytes_total));
  }
  const auto bytes = human_bytes(static_cast<std::int64_t>(view.rates.bytes_per_second));
  text += fmt::format("  {:>9}/s  {:>7}", bytes, human_rate(view.rates.files_per_second));
  if (view.remaining) text += fmt::format("  ETA {:>6}", human_duration(*view.remaining));
  return text;
}

std::string measured_line(const ProgressView& view, int columns) {
  const auto percent = progress_percent(view.job);
  const auto front = fmt::format(" {:>3}%  ", static_cast<int>(percent));
  const auto back = numbers(view);
  const int room = columns - display_width(front) - display_width(back) - 2;
  if (room < kBarColumnsMin) return fit_to(front + back, columns);
  return front + bar(percent, std::min(room, kBarColumnsMax)) + "  " + back;
}

std::string listing_line(const ProgressView& view, int columns) {
  const auto& tally = view.job.tally;
  const auto bytes = human_bytes(static_cast<std::int64_t>(view.rates.bytes_per_second));
  return fit_to(
      fmt::format(" Listing: {} found so far  {} done  {:>9}/s  {:>7}", human_count(tally.total),
                  human_count(tally.processed()), bytes, human_rate(view.rates.files_per_second)),
      columns);
}

std::string outcomes(const Tally& tally) {
  return fmt::format("imported {} · skipped {} · failed {} · waiting {}",
                     human_count(tally.imported), human_count(tally.skipped),
                     human_count(tally.failed), human_count(tally.pending()));
}

/// Who makes the job wait; empty if nobody does.
std::string pause_reason(const ProgressView& view) {
  if (view.job.state == JobState::paused) return "Paused by you.";
  if (!view.job.throttled_until) return {};
  const auto left = *view.job.throttled_until - view.now;
  return fmt::format("{} asked us to slow down; going on in {}.", title(view.job.source),
                     human_duration(left));
}

}  // namespace

std::vector<std::string> progress_block(const ProgressView& view, int columns) {
  std::vector<std::string> lines{headline(view.job, columns)};
  lines.push_back(view.job.listing_done() ? measured_line(view, columns)
                                          : listing_line(view, columns));
  lines.push_back(fit_to(" " + outcomes(view.job.tally), columns));
  if (const auto reason = pause_reason(view); !reason.empty()) {
    lines.push_back(fit_to(" " + reason, columns));
  }
  return lines;
}

std::string progress_line(const ProgressView& view) {
  const auto& job = view.job;
  const auto how_far = job.listing_done()
                           ? fmt::format("{}%", static_cast<int>(progress_percent(job)))
                           : fmt::format("listing, {} found so far", human_count(job.tally.total));
  auto line = fmt::format("{} · {} · {} · {}", folder_title(job), how_far, outcomes(job.tally),
                          human_rate(view.rates.files_per_second));
  if (view.remaining) line += fmt::format(" · ETA {}", human_duration(*view.remaining));
  if (const auto reason = pause_reason(view); !reason.empty()) line += " · " + reason;
  return line;
}

}  // namespace pixferry
