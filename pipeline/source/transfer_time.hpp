#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

#include "pipeline/model/limits.hpp"

namespace pixferry {

/// How long a slow line may take for a file's bytes, besides the time that any request may take.
inline std::chrono::seconds transfer_time(std::optional<std::int64_t> size_bytes,
                                          const Limits& limits) {
  constexpr std::int64_t slowest_bytes_per_second = 64 << 10;
  const auto bytes = std::clamp<std::int64_t>(size_bytes.value_or(limits.file_bytes_max), 0,
                                              limits.file_bytes_max);
  return std::chrono::seconds{bytes / slowest_bytes_per_second};
}

}  // namespace pixferry
