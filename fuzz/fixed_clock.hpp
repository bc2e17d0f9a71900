#pragma once

#include <chrono>

#include "pipeline/platform/clock.hpp"

namespace pixferry::fuzz {

/// It is always the beginning of time, so that an input does the same every time.
class FixedClock final : public Clock {
 public:
  std::chrono::sys_time<std::chrono::milliseconds> now() const override { return {}; }
  std::chrono::steady_clock::time_point steady() const override { return {}; }
};

}  // namespace pixferry::fuzz
