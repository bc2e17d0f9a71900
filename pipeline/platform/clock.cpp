#include "pipeline/platform/clock.hpp"

namespace pixferry {

Timestamp SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Instant SystemClock::steady() const {
  return std::chrono::steady_clock::now();
}

}  // namespace pixferry
