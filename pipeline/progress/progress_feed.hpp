#pragma once

#include <memory>

#include "pipeline/model/ids.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

/// Wakes whoever watches a job. Best effort: a wake-up may be lost or come twice, and carries
/// nothing; the catalog is read again. Thread-safe.
struct ProgressFeed {
  struct Subscription {
    virtual ~Subscription() = default;
    /// Returns when something was published since the last call, or at the context's end.
    virtual void wait(const Context& context) = 0;
  };

  virtual ~ProgressFeed() = default;
  virtual void publish(const JobId& job) = 0;
  virtual std::unique_ptr<Subscription> subscribe(const JobId& job) = 0;
};

}  // namespace pixferry
