#include "pipeline/platform/jittered_backoff.hpp"

#include <algorithm>

namespace pixferry {

std::chrono::milliseconds JitteredBackoff::next() {
  const auto half = next_ / 2;
  const auto by_chance = random_.bits() % static_cast<std::uint64_t>(half.count() + 1);
  next_ = std::min(2 * next_, longest_);
  return half + std::chrono::milliseconds{by_chance};
}

}  // namespace pixferry
