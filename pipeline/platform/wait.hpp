#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

/// Waits until `is_ready()`, which is asked under the lock, or until the context ends: stopped, or
/// past its deadline by `clock`. Returns what `is_ready()` said last. A clock that is set by hand
/// is looked at again after the time that its deadline seemed away, or when `changed` is notified.
template <class IsReady>
bool wait_until(std::condition_variable_any& changed, std::unique_lock<std::mutex>& lock,
                const Context& context, const Clock& clock, IsReady is_ready) {
  constexpr Instant::duration kLongestSleep = std::chrono::hours{1};
  while (!is_ready()) {
    const auto now = clock.steady();
    if (context.is_stopped() || now >= context.deadline) return false;
    changed.wait_for(lock, context.stop, std::min(context.deadline - now, kLongestSleep), is_ready);
  }
  return true;
}

}  // namespace pixferry
