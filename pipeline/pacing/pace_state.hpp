#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

#include "pipeline/pacing/slowdown_trial.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// When requests to one provider may be sent: the rule alone, which neither waits nor looks at a
/// clock. A request costs units; rates are in units a second.
///
/// Without a fixed rate everything goes out at once until the first throttle, then evenly spaced at
/// half the rate that succeeded in the last second, and at least ten requests a second. From there
/// the rate grows while it is used to the full: by a third a second until it is refused again, by a
/// twentieth a second after that. A refusal takes 30 % off; another one before anything succeeded,
/// the half. Refusals within two seconds count as one, for most of them were sent before the first
/// was heard of. A slowdown that changes nothing is taken back (see SlowdownTrial), and such
/// refusals are put up with for a minute; so are those of a few requests while we send far less
/// than what got through in one second of the last minute. Not thread-safe.
class PaceState {
 public:
  /// A rate_max of 0 fixes no rate; any other holds from the start and is never passed.
  explicit PaceState(double rate_max);

  /// When the next request may be sent. Changes nothing.
  Instant earliest(Instant now) const;
  /// Books a request of that cost for `earliest(now)`, and returns that.
  Instant book(Instant now, unsigned cost);
  /// Changes when booked times that still lie ahead become void: their requests are booked again.
  std::uint64_t schedule() const { return schedule_; }

  /// A retry_after of zero only slows down; a longer one also stops everything until it is over.
  void throttled(Instant now, std::chrono::milliseconds retry_after);
  void succeeded(Instant now);

  /// Nothing while unlimited.
  std::optional<double> rate() const { return rate_; }

 private:
  struct Sent {
    Instant at;
    unsigned cost;
  };
  struct Proof {
    double rate;
    Instant at;
  };
  struct Answer {
    Instant at;
    bool refused;
  };
  void note_answer(Instant now, bool refused);
  void judge(Instant now, bool refused);
  bool puts_up_with_refusals(Instant now) const;
  bool refuses_many() const;
  bool is_proven_slow(Instant now) const;
  void note_proof(Instant now);
  void slow_down(Instant now, double share);
  void take_back(Instant now);
  void grow(Instant now);
  double rate_sent(Instant now) const;
  double rate_succeeded(Instant now) const;
  double rate_after_refusal(Instant now) const;
  double share_refused() const;
  void void_bookings(Instant now);

  double rate_max_;
  std::optional<double> rate_;
  Instant free_from_ = Instant::min();   ///< when the last booked request has passed
  Instant not_before_ = Instant::min();  ///< the end of the provider's pause
  std::optional<Instant> last_decrease_;
  std::optional<Instant> last_increase_;
  bool has_success_since_decrease_ = true;
  bool grows_fast_ = false;
  std::optional<SlowdownTrial> trial_;
  std::optional<double> rate_before_trials_;  ///< nothing: unlimited
  std::optional<Instant> puts_up_until_;
  std::optional<Proof> proof_;  ///< the most that got through in a second
  unsigned cost_max_ = 1;
  std::deque<Sent> sent_;       ///< in the last second or booked, by time
  std::deque<Answer> answers_;  ///< in the last two seconds
  std::uint64_t schedule_ = 0;
};

}  // namespace pixferry
