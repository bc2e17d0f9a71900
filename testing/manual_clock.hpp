#pragma once

#include <mutex>

#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// A clock that stands still until it is told to advance. Thread-safe.
class ManualClock final : public Clock {
 public:
  Timestamp now() const override;
  Instant steady() const override;
  void advance(std::chrono::milliseconds by);

 private:
  mutable std::mutex mutex_;
  Timestamp now_{std::chrono::milliseconds{1'800'000'000'000}};
  Instant steady_{std::chrono::hours{1}};
};

}  // namespace pixferry
