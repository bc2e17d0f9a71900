#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "pipeline/platform/clock.hpp"
#include "simulator/faults/fault.hpp"

namespace pixferry::simulator {

struct RetryAfterHeader {
  std::string value;
  /// How long nothing may be sent from now on; nothing for a value that cannot be understood.
  std::optional<std::chrono::milliseconds> wait;
};

/// A date has whole seconds: it is the first that lies at least the wait ahead.
RetryAfterHeader header_for(const RetryAfter& retry_after, const Clock& clock);

}  // namespace pixferry::simulator
