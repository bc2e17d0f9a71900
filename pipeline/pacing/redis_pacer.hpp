#pragma once

#include "pipeline/pacing/pacer.hpp"
#include "pipeline/pacing/redis_lane.hpp"

namespace pixferry {

/// One budget of requests for all processes, kept in Redis by the rule of PaceState.
///
/// While a provider is unlimited, and so for most of the time, a process asks Redis four times a
/// second at most, however many requests it sends. Otherwise requests that come together are booked
/// together. A pause that a provider asks of one process reaches the others within 250 ms.
///
/// While Redis is down, slow or refuses us, a process paces itself: from the rate that it knew
/// last, which it does not pass, or from none. So several processes may then send several times as
/// much, and are throttled and slow down by themselves.
class RedisPacer final : public Pacer {
 public:
  /// Starts to connect. Clock (the contexts' one) and chance must outlive the pacer.
  RedisPacer(const RedisConfig& config, const Clock& clock, Random& random,
             const PaceLimits& limits);

  /// Waits for Redis no longer than `RedisConfig::answer_max`.
  Result<> admit(const Context& context, SourceKind source, unsigned cost) override;
  void throttled(SourceKind source, std::chrono::milliseconds retry_after) override;
  void succeeded(SourceKind source) override;

  /// Waits until Redis answers, or fails.
  Result<> check(const Context& context) { return link_.check(context); }
  RedisStatus status() const { return link_.status(); }

 private:
  RedisLane& lane_of(SourceKind source) {
    return source == SourceKind::google_drive ? google_drive_ : dropbox_;
  }

  RedisLink link_;
  RedisLane google_drive_;
  RedisLane dropbox_;
};

}  // namespace pixferry
