#include "pipeline/platform/crash_point.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>

#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr int kExitCodeOfKill = 137;

std::atomic<int> passings_left = 0;

}  // namespace

Result<> arm_crash_point(std::string_view name, int passing) {
  const auto found = std::ranges::find(kCrashPoints, name);
  if (found == kCrashPoints.end() || passing < 1) {
    return Error{ErrorCode::invalid_configuration,
                 fmt::format("there is no crash point \"{}\" with a passing {}; passings count "
                             "from 1, the points are\n  {}",
                             printable(name), passing, fmt::join(kCrashPoints, "\n  "))};
  }
  passings_left = passing;
  crash::armed = static_cast<std::size_t>(found - kCrashPoints.begin());
  return {};
}

void crash::pass_armed_point() {
  if (passings_left.fetch_sub(1) == 1) ::_exit(kExitCodeOfKill);
}

}  // namespace pixferry
