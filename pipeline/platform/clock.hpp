#pragma once

#include <chrono>

#include "pipeline/model/time.hpp"

namespace pixferry {

using Instant = std::chrono::steady_clock::time_point;

/// The one door to the time. Thread-safe. Logic never asks the system's clocks itself.
struct Clock {
  virtual ~Clock() = default;
  /// Wall clock, UTC: for what is written down.
  virtual Timestamp now() const = 0;
  /// Never jumps: for deadlines and rates.
  virtual Instant steady() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override;
  Instant steady() const override;
};

}  // namespace pixferry
