#pragma once

#include <chrono>
#include <stop_token>

#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// What every call that may wait is given: who can call it off, and when it gives up by itself.
/// These two fields, for ever.
struct Context {
  std::stop_token stop = {};
  Instant deadline = Instant::max();

  bool is_stopped() const { return stop.stop_requested(); }
  /// The same, with a deadline no later than `latest`.
  Context until(Instant latest) const { return {stop, latest < deadline ? latest : deadline}; }
};

}  // namespace pixferry
