#pragma once

#include <cstdint>
#include <deque>
#include <mutex>

#include "pipeline/platform/clock.hpp"

namespace pixferry::simulator {

/// Counts the requests that came although a Retry-After had asked not to send any yet. The pause is
/// everybody's: it is about every request, whatever it asks for. What was on its way when the
/// answer was written is not held against the client, so a pause counts from kOnItsWay after the
/// answer was written whole; it ends when the wait is over, reckoned from before the answer was
/// written. Thread-safe.
class EarlyRequests {
 public:
  /// Time for the answer to arrive, be understood and be told to the client's other threads, and
  /// for requests that were sent until then to be read here, on a machine that does much else. A
  /// client that does not wait is still seen in what is left of a second.
  static constexpr std::chrono::milliseconds kOnItsWay{400};

  /// An answer that asked for that wait when it was made at `made` has been written whole.
  void answered(Instant made, std::chrono::milliseconds wait, Instant written);
  /// A request has been read whole.
  void arrived(Instant at);

  std::uint64_t count() const;

 private:
  struct Pause {
    Instant from;
    Instant until;
  };

  mutable std::mutex mutex_;
  std::deque<Pause> pauses_;
  std::uint64_t count_ = 0;
};

}  // namespace pixferry::simulator
