#include "cli/rate_meter.hpp"

#include <algorithm>
#include <cmath>

namespace pixferry {
namespace {

constexpr double kMemorySeconds = 30;
constexpr double kTrustedAfterSeconds = 2;
constexpr double kLongestGuessSeconds = 365.0 * 24 * 3600;

/// A retry takes files back; that is no negative speed.
double gained(std::int64_t before, std::int64_t after) {
  return static_cast<double>(std::max<std::int64_t>(after - before, 0));
}

}  // namespace

void RateMeter::update(Instant now, const Tally& tally) {
  if (last_ && now <= last_->at) return;
  if (last_) {
    const auto seconds = std::chrono::duration<double>(now - last_->at).count();
    const auto fading = std::exp(-seconds / kMemorySeconds);
    files_ = files_ * fading + gained(last_->tally.processed(), tally.processed());
    bytes_ = bytes_ * fading + gained(last_->tally.bytes_done, tally.bytes_done);
    seconds_ = seconds_ * fading + seconds;
    observed_seconds_ += seconds;
  }
  last_ = Seen{now, tally};
}

Rates RateMeter::rates() const {
  if (seconds_ <= 0) return {};
  return {.files_per_second = files_ / seconds_, .bytes_per_second = bytes_ / seconds_};
}

std::optional<std::chrono::milliseconds> RateMeter::remaining(const JobSnapshot& job) const {
  const bool is_moving = job.state == JobState::processing && !job.throttled_until;
  if (!is_moving || !job.listing_done()) return std::nullopt;
  if (observed_seconds_ < kTrustedAfterSeconds) return std::nullopt;
  const auto speed = rates().files_per_second;
  if (speed <= 0) return std::nullopt;
  const auto seconds = static_cast<double>(job.tally.pending()) / speed;
  if (seconds > kLongestGuessSeconds) return std::nullopt;
  return std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)};
}

}  // namespace pixferry
