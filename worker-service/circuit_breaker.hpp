#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>

#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// What store, catalog and the processes that look into images do to all work alike: while one of
/// them refuses, the circuit is open, and work is tried one piece at a time, after waits that
/// double from Limits::backoff to Limits::outage_wait_max. The first piece that gets through closes
/// it, and so does time: where no work is left to try, nobody knows whether the outage lasts. Logs
/// both turns, once. Thread-safe.
class CircuitBreaker {
 public:
  CircuitBreaker(const Clock& clock, const Limits& limits) : clock_(clock), limits_(limits) {}

  /// Whether an error says that nothing can be stored, recorded or looked into, whichever the file.
  static bool is_outage(ErrorCode code);

  void refused(const Error& why);
  /// A file was stored and recorded: all is well.
  void passed();
  /// Something was recorded that needs no store: ends an outage of the catalog and no other.
  void catalog_passed();
  /// The refusal it is open for.
  std::optional<Error> why_open() const;
  /// Waits before the next trial; returns at once where the circuit is closed. False when stopped.
  bool wait(const std::stop_token& stop);

 private:
  bool is_open() const;
  std::chrono::milliseconds next_wait() const;

  const Clock& clock_;
  const Limits& limits_;
  mutable std::mutex mutex_;
  std::condition_variable_any closed_;
  std::optional<Error> why_open_;
  std::chrono::steady_clock::time_point refused_at_;
  int trials_refused_ = 0;
  int trial_ = 0;  ///< the number of the last one; of many refusals at once, one lengthens the wait
};

}  // namespace pixferry
