#include "worker-service/circuit_breaker.hpp"

#include <algorithm>
#include <utility>

#include "pipeline/platform/log.hpp"

namespace pixferry {

bool CircuitBreaker::is_outage(ErrorCode code) {
  return code == ErrorCode::storage_full || code == ErrorCode::storage_unavailable ||
         code == ErrorCode::inspector_unavailable || code == ErrorCode::catalog_unavailable;
}

void CircuitBreaker::refused(const Error& why) {
  {
    const std::lock_guard lock{mutex_};
    trials_refused_ = trial_;
    const bool was_open = is_open();
    why_open_ = why;
    refused_at_ = clock_.steady();
    if (was_open) return;
  }
  log::warning("files wait until they can be stored again",
               {{"reason", name(why.code)}, {"detail", why.message}});
}

void CircuitBreaker::passed() {
  {
    const std::lock_guard lock{mutex_};
    if (!std::exchange(why_open_, std::nullopt)) return;
    trials_refused_ = 0;
    trial_ = 0;
  }
  closed_.notify_all();
  log::info("files can be stored again");
}

void CircuitBreaker::catalog_passed() {
  const auto why = why_open();
  if (why && why->code == ErrorCode::catalog_unavailable) passed();
}

std::optional<Error> CircuitBreaker::why_open() const {
  const std::lock_guard lock{mutex_};
  return is_open() ? why_open_ : std::nullopt;
}

bool CircuitBreaker::wait(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  if (!is_open()) return !stop.stop_requested();
  const int trial = trials_refused_ + 1;
  closed_.wait_for(lock, stop, next_wait(), [&] { return !why_open_; });
  if (why_open_) trial_ = std::max(trial_, trial);
  return !stop.stop_requested();
}

bool CircuitBreaker::is_open() const {
  return why_open_ && clock_.steady() - refused_at_ < 4 * limits_.outage_wait_max;
}

std::chrono::milliseconds CircuitBreaker::next_wait() const {
  const int doublings = std::min(trials_refused_, 20);
  return std::min<std::chrono::milliseconds>(limits_.backoff * (1L << doublings),
                                             limits_.outage_wait_max);
}

}  // namespace pixferry
