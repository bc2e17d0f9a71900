#pragma once

#include <chrono>

#include "pipeline/model/result.hpp"
#include "pipeline/model/source_kind.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

/// One budget of requests per provider over all workers. Unlimited until the first throttle, then
/// half the rate that was measured, growing slowly while all goes well. Thread-safe.
struct Pacer {
  virtual ~Pacer() = default;
  /// Waits until a request of that cost may be sent. Errors: `stopped`; `rate_limited` with the
  /// wait in retry_after if the budget opens only after the context's deadline.
  virtual Result<> admit(const Context& context, SourceKind source, unsigned cost) = 0;
  /// The provider asked for a pause: nobody sends before it is over. A zero pause only slows down.
  virtual void throttled(SourceKind source, std::chrono::milliseconds retry_after) = 0;
  virtual void succeeded(SourceKind source) = 0;
};

}  // namespace pixferry
