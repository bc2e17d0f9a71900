#pragma once

#include <chrono>

#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// When tests of a pace begin: a moment that is not the clock's zero.
inline constexpr Instant kStart{std::chrono::hours{1}};

inline double seconds(Instant::duration time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace pixferry
