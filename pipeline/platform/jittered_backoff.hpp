#pragma once

#include <chrono>

#include "pipeline/platform/random.hpp"

namespace pixferry {

/// How long to stay away from a server that failed: twice as long with each failure in a row, up to
/// a bound, and half of it by chance, so that many clients do not come back at once. Not
/// thread-safe.
class JitteredBackoff {
 public:
  JitteredBackoff(std::chrono::milliseconds first, std::chrono::milliseconds longest,
                  Random& random)
      : first_(first), longest_(longest), next_(first), random_(random) {}

  /// Counts a failure.
  std::chrono::milliseconds next();
  void reset() { next_ = first_; }

 private:
  std::chrono::milliseconds first_;
  std::chrono::milliseconds longest_;
  std::chrono::milliseconds next_;
  Random& random_;
};

}  // namespace pixferry
