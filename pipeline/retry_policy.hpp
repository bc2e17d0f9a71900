#pragma once

#include <chrono>

#include "pipeline/model/limits.hpp"
#include "pipeline/model/outcome.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/random.hpp"

namespace pixferry {

/// What an error means for the work that met it.
enum class Decision {
  fail,       ///< for good: trying again would give the same
  back_off,   ///< may pass: again after a growing, jittered wait; counts as an attempt
  slow_down,  ///< the provider throttles everybody: again after its wait; burns no attempt
  park,       ///< this one file has to rest for hours while the others go on; burns no attempt
  hand_back,  ///< not the file's fault (a drain, a full store): again soon; burns no attempt
};

Decision decide(ErrorCode code);

/// The one place where an error becomes a retry or an end. `attempts` includes the one that failed.
/// The catalog fails a postponed file whose attempts are used up, or that was parked too often.
class RetryPolicy {
 public:
  RetryPolicy(Random& random, const Limits& limits) : random_(random), limits_(limits) {}

  /// Failed or Postponed.
  Outcome outcome_of(const Error& error, int attempts) const;

 private:
  /// Exponential with full jitter: uniform in [0, min(cap, base · 2^(attempts-1))].
  std::chrono::milliseconds back_off(int attempts) const;

  Random& random_;
  const Limits& limits_;
};

}  // namespace pixferry
