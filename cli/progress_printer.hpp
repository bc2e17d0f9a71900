#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/rate_meter.hpp"
#include "cli/terminal.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// How progress is shown: a block drawn in place at most four times a second, a plain line every
/// ten seconds, or a JSON object a second.
enum class ProgressStyle { block, lines, json };

struct ProgressLook {
  ProgressStyle style = ProgressStyle::lines;
  bool has_progress = true;
  bool has_summary = true;
  bool has_color = false;
};

/// What the options ask for on a terminal, or on what is in its place.
ProgressLook choose_look(const GlobalOptions& options, const Terminal& messages);

/// Where text goes. Both functions are called by one thread at a time.
struct ProgressOutput {
  std::function<void(std::string_view)> data;      ///< stdout: the summary and JSON
  std::function<void(std::string_view)> messages;  ///< stderr: everything else
  std::function<int()> columns;                    ///< the width of the terminal at this moment
};

/// Shows how one job goes. Thread-safe: log lines may come from anywhere meanwhile.
class ProgressPrinter {
 public:
  ProgressPrinter(const Clock& clock, ProgressLook look, ProgressOutput output);

  /// Shows the job if it is time to; call it as often as there is news.
  void update(const JobSnapshot& job);

  /// Writes a line above the block.
  void log_line(std::string_view line);

  /// Takes the block away and shows what the job came to. Later updates show nothing.
  void finish(const JobSnapshot& job, std::span<const FailureGroup> failures);

 private:
  struct Shown {
    Instant at;
    Tally tally;
  };

  bool is_due(const Tally& tally) const;
  void erase_block();
  void draw_block();
  std::string summary_text(const JobSnapshot& job, std::span<const FailureGroup> failures) const;

  const Clock& clock_;
  const ProgressLook look_;
  const ProgressOutput output_;
  std::mutex mutex_;
  RateMeter meter_;
  std::optional<Shown> shown_;
  std::vector<std::string> block_;
  bool is_drawn_ = false;
  bool is_finished_ = false;
};

}  // namespace pixferry
