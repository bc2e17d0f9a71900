#pragma once

#include <functional>
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

  /// Lasts until it is destroyed; no call begins or goes on after that.
  struct Observation {
    virtual ~Observation() = default;
  };
  using Observer = std::function<void(const JobId&)>;

  virtual ~ProgressFeed() = default;
  virtual void publish(const JobId& job) = 0;
  virtual std::unique_ptr<Subscription> subscribe(const JobId& job) = 0;
  /// Calls the observer at each wake-up of any job, on the thread that brings it: it must not wait,
  /// nor call the feed. For who watches many jobs in one thread.
  virtual std::unique_ptr<Observation> observe(Observer observer) = 0;
};

}  // namespace pixferry
