#pragma once

#include <optional>

#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/redis_link.hpp"

namespace pixferry {

/// What is worth telling of a server that may be away for long: that it went, every half minute
/// that it is still away, and that it is back. For one thread.
class OutageNotice {
 public:
  enum class Kind { none, away, back };

  Kind look(const RedisStatus& status, Instant now);

 private:
  std::optional<Instant> told_at_;  ///< that it is away
};

}  // namespace pixferry
