#include "cli/progress_printer.hpp"

#include <fmt/format.h>

#include "cli/progress_block.hpp"
#include "cli/progress_json.hpp"
#include "cli/progress_summary.hpp"

namespace pixferry {
namespace {

constexpr int kSummaryColumnsElsewhere = 120;

std::chrono::milliseconds interval(ProgressStyle style) {
  switch (style) {
    case ProgressStyle::block: return std::chrono::milliseconds{250};
    case ProgressStyle::lines: return std::chrono::seconds{10};
    case ProgressStyle::json: return std::chrono::seconds{1};
  }
  return std::chrono::seconds{1};
}

/// Green, yellow or red, as the job came out.
std::string_view color_of(const JobSnapshot& job) {
  switch (exit_code_for(job)) {
    case ExitCode::ok: return "\x1b[32m";
    case ExitCode::files_failed:
    case ExitCode::interrupted: return "\x1b[33m";
    default: return "\x1b[31m";
  }
}

}  // namespace

ProgressLook choose_look(const GlobalOptions& options, const Terminal& messages) {
  ProgressLook look;
  if (options.json) {
    look.style = ProgressStyle::json;
  } else if (messages.can_redraw) {
    look.style = ProgressStyle::block;
  }
  look.has_progress = !options.quiet && !options.no_progress;
  look.has_summary = !options.quiet || options.json;
  look.has_color = messages.has_color && !options.json;
  return look;
}

ProgressPrinter::ProgressPrinter(const Clock& clock, ProgressLook look, ProgressOutput output)
    : clock_(clock), look_(look), output_(std::move(output)) {}

void ProgressPrinter::update(const JobSnapshot& job) {
  const std::lock_guard lock{mutex_};
  const auto now = clock_.steady();
  meter_.update(now, job.tally);
  if (is_finished_ || !look_.has_progress || !is_due(job.tally)) return;
  shown_ = Shown{now, job.tally};
  const ProgressView view{job, meter_.rates(), meter_.remaining(job), clock_.now()};
  switch (look_.style) {
    case ProgressStyle::block:
      erase_block();
      block_ = progress_block(view, output_.columns());
      draw_block();
      return;
    case ProgressStyle::lines: output_.messages(progress_line(view) + "\n"); return;
    case ProgressStyle::json: output_.data(progress_json(view) + "\n"); return;
  }
}

void ProgressPrinter::log_line(std::string_view line) {
  const std::lock_guard lock{mutex_};
  const bool was_drawn = is_drawn_;
  erase_block();
  output_.messages(fmt::format("{}\n", line));
  if (was_drawn) draw_block();
}

void ProgressPrinter::finish(const JobSnapshot& job, std::span<const FailureGroup> failures) {
  const std::lock_guard lock{mutex_};
  if (is_finished_) return;
  is_finished_ = true;
  erase_block();
  meter_.update(clock_.steady(), job.tally);
  if (look_.has_summary) output_.data(summary_text(job, failures));
}

/// JSON repeats nothing; a person also wants to see that nothing moves.
bool ProgressPrinter::is_due(const Tally& tally) const {
  if (!shown_) return true;
  if (look_.style == ProgressStyle::json && shown_->tally == tally) return false;
  return clock_.steady() - shown_->at >= interval(look_.style);
}

void ProgressPrinter::erase_block() {
  if (!is_drawn_) return;
  output_.messages(fmt::format("\x1b[{}A\r\x1b[J", block_.size()));
  is_drawn_ = false;
}

void ProgressPrinter::draw_block() {
  output_.messages(fmt::format("{}\n", fmt::join(block_, "\n")));
  is_drawn_ = true;
}

std::string ProgressPrinter::summary_text(const JobSnapshot& job,
                                          std::span<const FailureGroup> failures) const {
  if (look_.style == ProgressStyle::json) {
    const ProgressView view{job, meter_.rates(), std::nullopt, clock_.now()};
    return summary_json(view, failures) + "\n";
  }
  const int columns =
      look_.style == ProgressStyle::block ? output_.columns() : kSummaryColumnsElsewhere;
  auto lines = import_summary(job, failures, columns);
  if (look_.has_color) lines.front() = fmt::format("{}{}\x1b[0m", color_of(job), lines.front());
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

}  // namespace pixferry
