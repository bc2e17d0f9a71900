#include "pipeline/pacing/pace_state.hpp"

#include <algorithm>

namespace pixferry {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::chrono::seconds kMeasured{1};
constexpr std::chrono::seconds kDecreasesApart{2};
constexpr double kGrowthPerSecond = 0.05;
constexpr double kUsedInFull = 0.75;
/// However often the provider refuses, one of the dearest requests goes out in two seconds.
constexpr double kRequestsPerSecondMin = 0.5;

Instant::duration time_for(double units, double rate) {
  return std::chrono::duration_cast<Instant::duration>(Seconds{units / rate});
}

}  // namespace

PaceState::PaceState(double rate_max) : rate_max_(rate_max) {
  if (rate_max_ > 0) rate_ = rate_max_;
}

Instant PaceState::earliest(Instant now) const {
  return std::max({now, not_before_, free_from_});
}

Instant PaceState::book(Instant now, unsigned cost) {
  const auto at = earliest(now);
  cost_max_ = std::max(cost_max_, cost);
  if (rate_) free_from_ = at + time_for(cost, *rate_);
  while (!sent_.empty() && sent_.front().at + kMeasured <= now) sent_.pop_front();
  sent_.push_back({at, cost});
  return at;
}

void PaceState::throttled(Instant now, std::chrono::milliseconds retry_after) {
  if (retry_after.count() > 0) {
    not_before_ = std::max(not_before_, now + retry_after);
    void_bookings(now);
  }
  if (last_decrease_ && now - *last_decrease_ < kDecreasesApart) return;
  const auto rate_min = kRequestsPerSecondMin * cost_max_;
  rate_ = std::max(rate_after_refusal(now), rate_min);
  if (rate_max_ > 0) rate_ = std::min(*rate_, rate_max_);
  last_decrease_ = now;
  last_increase_ = now;
  has_success_since_decrease_ = false;
  void_bookings(now);
}

void PaceState::succeeded(Instant now) {
  has_success_since_decrease_ = true;
  while (!succeeded_.empty() && succeeded_.front() + kMeasured <= now) succeeded_.pop_front();
  succeeded_.push_back(now);
  if (!rate_ || !last_increase_) return;
  const auto elapsed = std::min<Instant::duration>(now - *last_increase_, kMeasured);
  last_increase_ = now;
  if (rate_sent(now) < kUsedInFull * *rate_) return;
  *rate_ *= 1 + kGrowthPerSecond * Seconds{elapsed}.count();
  if (rate_max_ > 0) rate_ = std::min(*rate_, rate_max_);
}

double PaceState::rate_sent(Instant now) const {
  double units = 0;
  for (const auto& sent : sent_) {
    if (sent.at <= now && now - sent.at < kMeasured) units += sent.cost;
  }
  return units;
}

/// An answer does not say what its request cost: the mean of what was sent stands for it.
double PaceState::rate_succeeded(Instant now) const {
  const auto sent = std::ranges::count_if(
      sent_, [&](const Sent& one) { return one.at <= now && now - one.at < kMeasured; });
  const auto succeeded =
      std::ranges::count_if(succeeded_, [&](Instant at) { return now - at < kMeasured; });
  if (sent == 0) return 0;
  return rate_sent(now) * static_cast<double>(std::min(succeeded, sent)) /
         static_cast<double>(sent);
}

double PaceState::rate_after_refusal(Instant now) const {
  const auto sent = rate_sent(now);
  if (!rate_) {
    const auto succeeded = rate_succeeded(now);
    return (succeeded > 0 ? succeeded : sent) / 2;
  }
  const auto used = sent > 0 ? std::min(*rate_, sent) : *rate_;
  return used * (has_success_since_decrease_ ? 0.7 : 0.5);
}

void PaceState::void_bookings(Instant now) {
  while (!sent_.empty() && sent_.back().at > now) sent_.pop_back();
  free_from_ = now;
  ++schedule_;
}

}  // namespace pixferry
