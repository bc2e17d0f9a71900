#include "simulator/early_requests.hpp"

#include <algorithm>

namespace pixferry::simulator {

void EarlyRequests::answered(Instant made, std::chrono::milliseconds wait, Instant written) {
  const std::lock_guard lock{mutex_};
  pauses_.push_back({written + kOnItsWay, made + wait});
}

void EarlyRequests::arrived(Instant at) {
  const std::lock_guard lock{mutex_};
  std::erase_if(pauses_, [&](const Pause& pause) { return pause.until <= at; });
  const bool is_early =
      std::ranges::any_of(pauses_, [&](const Pause& pause) { return pause.from <= at; });
  if (is_early) ++count_;
}

std::uint64_t EarlyRequests::count() const {
  const std::lock_guard lock{mutex_};
  return count_;
}

}  // namespace pixferry::simulator
