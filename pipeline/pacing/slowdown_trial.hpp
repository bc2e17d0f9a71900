#pragma once

#include <optional>

#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// Whether a slowdown did what it was made for. A provider whose quota was passed refuses nothing
/// once we are below it; one that refuses a share of all requests whatever we do goes on refusing
/// that share, and then slowness costs time and buys nothing. Not thread-safe.
class SlowdownTrial {
 public:
  enum class Verdict {
    helped,       ///< nothing is refused any more
    too_little,   ///< still too fast
    independent,  ///< the same share is refused: the rate is not the reason
  };

  /// Answers that come earlier belong to requests sent before the slowdown.
  static constexpr std::chrono::seconds kGrace{2};
  /// The fewer were refused before, the more answers it takes to see a refusal.
  static constexpr int kAnswersMin = 20;
  static constexpr int kAnswersMax = 200;
  /// Who refuses more than this is never taken for independent of the rate.
  static constexpr double kIndependentShareMax = 0.35;

  SlowdownTrial(Instant began, double share_before);

  /// Counts an answer; a verdict once there are enough.
  std::optional<Verdict> answered(Instant now, bool refused);

  /// Of the answers counted so far.
  double share() const;

 private:
  Instant began_;
  double share_before_;
  int answers_needed_;
  int answers_ = 0;
  int refused_ = 0;
};

}  // namespace pixferry
