#include "pipeline/pacing/slowdown_trial.hpp"

#include <algorithm>

namespace pixferry {
namespace {

constexpr int kRefusedEnough = 8;
constexpr double kSameShare = 0.8;

}  // namespace

SlowdownTrial::SlowdownTrial(Instant began, double share_before)
    : began_(began),
      share_before_(share_before),
      answers_needed_(static_cast<int>(
          std::clamp<double>(2 / std::max(share_before, 0.001), kAnswersMin, kAnswersMax))) {}

std::optional<SlowdownTrial::Verdict> SlowdownTrial::answered(Instant now, bool refused) {
  if (now - began_ < kGrace) return std::nullopt;
  ++answers_;
  if (refused) ++refused_;
  if (answers_ < answers_needed_ && refused_ < kRefusedEnough) return std::nullopt;
  if (refused_ == 0) return Verdict::helped;
  const bool is_same = share() >= kSameShare * share_before_ && share() < kIndependentShareMax;
  return is_same ? Verdict::independent : Verdict::too_little;
}

double SlowdownTrial::share() const {
  return answers_ == 0 ? 0 : static_cast<double>(refused_) / answers_;
}

}  // namespace pixferry
