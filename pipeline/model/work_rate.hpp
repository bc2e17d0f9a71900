#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "pipeline/model/time.hpp"

namespace pixferry {

/// How fast a job goes.
struct WorkRate {
  double files_per_second = 0;
  double bytes_per_second = 0;
  auto operator<=>(const WorkRate&) const = default;
};

/// What a job remembers of its past in order to tell its rate: a sum in which what was done `t` ago
/// counts e^(-t/kRateMemory), so that the rate is a mean over about that long. Values alone, so
/// that every process reads the same from the catalog.
struct RateMemory {
  Timestamp since;              ///< when the work began that is remembered
  Timestamp at;                 ///< when the sums below were right
  std::int64_t microfiles = 0;  ///< millionths of a file
  std::int64_t bytes = 0;
  auto operator<=>(const RateMemory&) const = default;
};

inline constexpr std::chrono::seconds kRateMemory{30};
/// Where nothing was done for so long, there is no rate, and what comes next begins anew.
inline constexpr std::chrono::seconds kRateSilence{60};

/// The memory after so many files and bytes were done just now. `began` is when the job began to
/// work; it counts for the first files.
RateMemory remember(const std::optional<RateMemory>& before, Timestamp began, Timestamp now,
                    std::int64_t files, std::int64_t bytes);

/// The rate that it gives at that time.
WorkRate rate_of(const std::optional<RateMemory>& memory, Timestamp now);

}  // namespace pixferry
