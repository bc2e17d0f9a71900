#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>

#include "pipeline/platform/clock.hpp"

namespace pixferry::routes {

/// Lets each client do something so often in a minute: all at once if it likes, and then again as
/// fast as the minute gives back (GCRA). It remembers one moment of each client that is not fully
/// rested, and of no more than `clients_max`: beyond them it forgets whoever is rested soonest.
/// Thread-safe.
class RateLimit {
 public:
  struct Standing {
    bool is_allowed = true;
    int left = 0;                              ///< how often it may go on right now
    std::chrono::milliseconds retry_after{0};  ///< until it may again; 0: now
    std::chrono::milliseconds full_after{0};   ///< until it may as often as ever
  };

  /// `per_minute` 0: everything is allowed.
  RateLimit(int per_minute, std::size_t clients_max);

  bool is_on() const { return per_minute_ > 0; }
  int per_minute() const { return per_minute_; }

  /// Counts one, if it is allowed.
  Standing take(Instant now, const std::string& client);
  /// Counts nothing.
  Standing look(Instant now, const std::string& client) const;

  std::size_t clients() const;

 private:
  using ByRest = std::multimap<Instant, std::string>;

  Standing standing_of(Instant now, Instant rested) const;
  Instant rested_at(Instant now, const std::string& client) const;
  void remember(Instant now, const std::string& client, Instant rested);

  const int per_minute_;
  const std::chrono::nanoseconds interval_;  ///< that one costs
  const std::size_t clients_max_;
  mutable std::mutex mutex_;
  ByRest by_rest_;  ///< when each client will have rested from all it did
  std::unordered_map<std::string, ByRest::iterator> by_client_;
};

}  // namespace pixferry::routes
