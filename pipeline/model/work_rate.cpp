#include "pipeline/model/work_rate.hpp"

#include <algorithm>
#include <cmath>

namespace pixferry {
namespace {

using std::chrono::milliseconds;

constexpr double kMicro = 1e6;
/// Whatever was done at once was done in a second.
constexpr milliseconds kSpanMin{1000};

/// Part of the memory that is left after so long; clocks that were set back change nothing.
double left_after(milliseconds time) {
  return std::exp(-static_cast<double>(std::max(time, milliseconds{0}).count()) /
                  static_cast<double>(milliseconds{kRateMemory}.count()));
}

std::int64_t faded(std::int64_t sum, milliseconds time) {
  return std::llround(static_cast<double>(sum) * left_after(time));
}

bool is_silent(const std::optional<RateMemory>& memory, Timestamp now) {
  return !memory || now - memory->at > kRateSilence;
}

}  // namespace

RateMemory remember(const std::optional<RateMemory>& before, Timestamp began, Timestamp now,
                    std::int64_t files, std::int64_t bytes) {
  RateMemory memory{.since = before ? now : began, .at = now, .microfiles = 0, .bytes = 0};
  if (!is_silent(before, now)) {
    const auto passed = now - before->at;
    memory = {before->since, std::max(before->at, now), faded(before->microfiles, passed),
              faded(before->bytes, passed)};
  }
  memory.microfiles += files * static_cast<std::int64_t>(kMicro);
  memory.bytes += bytes;
  return memory;
}

WorkRate rate_of(const std::optional<RateMemory>& memory, Timestamp now) {
  if (is_silent(memory, now)) return {};
  const auto left = left_after(now - memory->at);
  // What a steady rate of one a second would have come to.
  const auto span = std::max<milliseconds>(now - memory->since, kSpanMin);
  const auto unit = static_cast<double>(kRateMemory.count()) * (1.0 - left_after(span));
  return {.files_per_second = static_cast<double>(memory->microfiles) / kMicro * left / unit,
          .bytes_per_second = static_cast<double>(memory->bytes) * left / unit};
}

}  // namespace pixferry
