#include "pipeline/model/job.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace pixferry {
namespace {

constexpr std::array kJobStates{JobState::processing, JobState::paused, JobState::completed,
                                JobState::failed, JobState::cancelled};

/// What takes longer than a year is not foreseen.
constexpr double kEtaSecondsMax = 365.0 * 86'400;

struct Transition {
  JobState from;
  JobState to;
};

constexpr std::array kTransitions{
    Transition{JobState::processing, JobState::paused},
    Transition{JobState::processing, JobState::completed},
    Transition{JobState::processing, JobState::failed},
    Transition{JobState::processing, JobState::cancelled},
    Transition{JobState::paused, JobState::processing},
    Transition{JobState::paused, JobState::cancelled},
    // A retry of what failed.
    Transition{JobState::completed, JobState::processing},
    Transition{JobState::failed, JobState::processing},
};

}  // namespace

std::string_view name(JobState state) {
  switch (state) {
    case JobState::processing: return "processing";
    case JobState::paused: return "paused";
    case JobState::completed: return "completed";
    case JobState::failed: return "failed";
    case JobState::cancelled: return "cancelled";
  }
  return "processing";
}

std::optional<JobState> job_state_named(std::string_view text) {
  const auto* found =
      std::ranges::find_if(kJobStates, [&](auto state) { return name(state) == text; });
  if (found == kJobStates.end()) return std::nullopt;
  return *found;
}

bool may_become(JobState from, JobState to) {
  return std::ranges::any_of(kTransitions,
                             [&](const auto& step) { return step.from == from && step.to == to; });
}

double progress_percent(const JobSnapshot& job) {
  if (job.state == JobState::completed) return 100.0;
  if (!job.listing_done() || job.tally.total == 0) return 0.0;
  const auto tenths = job.tally.processed() * 1000 / job.tally.total;
  return static_cast<double>(std::min<std::int64_t>(tenths, 999)) / 10.0;
}

std::optional<std::int64_t> eta_seconds(const JobSnapshot& job) {
  if (job.state != JobState::processing || !job.listing_done() || job.throttled_until) return {};
  if (job.tally.pending() == 0) return 0;
  const auto seconds = static_cast<double>(job.tally.pending()) / job.rate.files_per_second;
  if (!(seconds <= kEtaSecondsMax)) return {};
  return std::llround(std::ceil(seconds));
}

}  // namespace pixferry
