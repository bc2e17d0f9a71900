#include "testing/manual_clock.hpp"

namespace pixferry {

Timestamp ManualClock::now() const {
  const std::lock_guard lock{mutex_};
  return now_;
}

Instant ManualClock::steady() const {
  const std::lock_guard lock{mutex_};
  return steady_;
}

void ManualClock::advance(std::chrono::milliseconds by) {
  const std::lock_guard lock{mutex_};
  now_ += by;
  steady_ += by;
}

}  // namespace pixferry
