#include "worker-service/alarm.hpp"

namespace pixferry {

void Alarm::ring() {
  {
    const std::lock_guard lock{mutex_};
    rung_ = true;
  }
  changed_.notify_one();
}

bool Alarm::wait(const std::stop_token& stop, std::chrono::milliseconds at_most) {
  std::unique_lock lock{mutex_};
  changed_.wait_for(lock, stop, at_most, [&] { return rung_; });
  rung_ = false;
  return !stop.stop_requested();
}

}  // namespace pixferry
