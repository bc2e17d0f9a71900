#include "pipeline/pacing/pace_state.hpp"

#include <algorithm>

namespace pixferry {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::chrono::seconds kMeasured{1};
constexpr std::chrono::seconds kDecreasesApart{2};
constexpr std::chrono::seconds kAnswersKept{2};
constexpr std::chrono::seconds kPutUpWith{60};
constexpr std::chrono::seconds kProofKept{60};
/// Below this share of what got through in a second, the rate is not why something is refused.
constexpr double kProvenSlowShare = 0.4;
constexpr double kGrowthPerSecond = 0.05;
constexpr double kFastGrowthPerSecond = 0.35;
constexpr double kUsedInFull = 0.75;
/// However often the provider refuses, one of the dearest requests goes out in two seconds.
constexpr double kRequestsPerSecondMin = 0.5;
/// The first guess may rest on a handful of requests; this many are far inside every quota that
/// Google documents: https://developers.google.com/workspace/drive/api/guides/limits
constexpr double kFirstRequestsPerSecondMin = 10;

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
  if (cost > cost_max_) {
    cost_max_ = cost;
    // A first guess that rests on cheap requests says nothing of dear ones.
    if (rate_ && grows_fast_) *rate_ = std::max(*rate_, cost * kFirstRequestsPerSecondMin);
    if (rate_ && rate_max_ > 0) *rate_ = std::min(*rate_, rate_max_);
  }
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
  note_answer(now, true);
  if (trial_) return judge(now, true);
  if (puts_up_with_refusals(now)) return;
  if (is_proven_slow(now) && !refuses_many()) return take_back(now);
  if (last_decrease_ && now - *last_decrease_ < kDecreasesApart) return;
  rate_before_trials_ = rate_;
  grows_fast_ = !rate_;
  slow_down(now, share_refused());
}

void PaceState::succeeded(Instant now) {
  note_answer(now, false);
  has_success_since_decrease_ = true;
  note_proof(now);
  if (trial_) judge(now, false);
  grow(now);
}

void PaceState::note_answer(Instant now, bool refused) {
  while (!answers_.empty() && answers_.front().at + kAnswersKept <= now) answers_.pop_front();
  answers_.push_back({now, refused});
}

void PaceState::judge(Instant now, bool refused) {
  const auto verdict = trial_->answered(now, refused);
  if (!verdict) return;
  const auto share = trial_->share();
  trial_.reset();
  switch (*verdict) {
    case SlowdownTrial::Verdict::helped: return;
    case SlowdownTrial::Verdict::too_little:
      if (is_proven_slow(now) && share < SlowdownTrial::kIndependentShareMax) {
        return take_back(now);
      }
      // A rate that fell while nothing succeeded tells nothing of what would.
      if (!has_success_since_decrease_) grows_fast_ = true;
      return slow_down(now, share);
    case SlowdownTrial::Verdict::independent: return take_back(now);
  }
}

bool PaceState::puts_up_with_refusals(Instant now) const {
  return puts_up_until_ && now < *puts_up_until_ && !refuses_many();
}

/// A handful of answers, as after a pause, proves nothing.
bool PaceState::refuses_many() const {
  return answers_.size() >= SlowdownTrial::kAnswersMin &&
         share_refused() >= SlowdownTrial::kIndependentShareMax;
}

bool PaceState::is_proven_slow(Instant now) const {
  return rate_ && proof_ && now - proof_->at < kProofKept &&
         *rate_ < kProvenSlowShare * proof_->rate;
}

void PaceState::note_proof(Instant now) {
  // While nothing is refused nobody asks, and there may be thousands of answers to count.
  if (!rate_) return;
  const auto rate = rate_succeeded(now);
  const bool is_old = proof_ && now - proof_->at >= kProofKept;
  if (!proof_ || is_old || rate >= proof_->rate) proof_ = Proof{rate, now};
}

void PaceState::slow_down(Instant now, double share) {
  const auto rate_min = cost_max_ * (rate_ ? kRequestsPerSecondMin : kFirstRequestsPerSecondMin);
  rate_ = std::max(rate_after_refusal(now), rate_min);
  if (rate_max_ > 0) rate_ = std::min(*rate_, rate_max_);
  last_decrease_ = now;
  last_increase_ = now;
  has_success_since_decrease_ = false;
  puts_up_until_.reset();
  trial_.emplace(now, share);
  void_bookings(now);
}

void PaceState::take_back(Instant now) {
  rate_ = rate_before_trials_;
  last_increase_ = now;
  puts_up_until_ = now + kPutUpWith;
  void_bookings(now);
}

void PaceState::grow(Instant now) {
  if (!rate_ || !last_increase_) return;
  const auto elapsed = std::min<Instant::duration>(now - *last_increase_, kMeasured);
  last_increase_ = now;
  if (trial_ || rate_sent(now) < kUsedInFull * *rate_) return;
  const auto growth = grows_fast_ ? kFastGrowthPerSecond : kGrowthPerSecond;
  *rate_ *= 1 + growth * Seconds{elapsed}.count();
  if (rate_max_ > 0) rate_ = std::min(*rate_, rate_max_);
}

double PaceState::share_refused() const {
  if (answers_.empty()) return 0;
  const auto refused = std::ranges::count_if(answers_, &Answer::refused);
  return static_cast<double>(refused) / static_cast<double>(answers_.size());
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
  const auto succeeded = std::ranges::count_if(answers_, [&](const Answer& answer) {
    return !answer.refused && now - answer.at < kMeasured;
  });
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
