#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace pixferry {

/// A moment as the catalog keeps it: UTC, to the millisecond.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// RFC 3339 in UTC to the second: "2026-01-31T10:00:00Z".
std::string rfc3339(Timestamp time);

constexpr std::int64_t to_milliseconds(Timestamp time) {
  return time.time_since_epoch().count();
}
constexpr Timestamp from_milliseconds(std::int64_t count) {
  return Timestamp{std::chrono::milliseconds{count}};
}

}  // namespace pixferry
