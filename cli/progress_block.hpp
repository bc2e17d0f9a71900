#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "cli/rate_meter.hpp"
#include "pipeline/model/job.hpp"

namespace pixferry {

/// A job at one moment and how fast it goes.
struct ProgressView {
  const JobSnapshot& job;
  Rates rates;
  std::optional<std::chrono::milliseconds> remaining;  ///< nothing while it would be a guess
  Timestamp now;
};

/// The lines that are drawn over and over on a terminal, none wider than `columns`: what is
/// imported, how far it is, what became of the files, and who makes us wait if anybody does. While
/// folders are still being listed there is no percentage, only what was found so far.
std::vector<std::string> progress_block(const ProgressView& view, int columns);

/// The same in one line, for a log.
std::string progress_line(const ProgressView& view);

}  // namespace pixferry
