#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "pipeline/pacing/pacer.hpp"
#include "pipeline/platform/config.hpp"
#include "pipeline/platform/random.hpp"
#include "pipeline/platform/redis_link.hpp"
#include "pipeline/progress/progress_feed.hpp"
#include "pipeline/queue/work_queue.hpp"

namespace pixferry {

/// What the threads of this process tell each other, and over Redis, where REDIS_URL is set, those
/// of all processes. Nothing of it decides what becomes of a file.
struct Coordination {
  std::unique_ptr<WorkQueue> queue;
  std::unique_ptr<Pacer> pacer;
  std::unique_ptr<ProgressFeed> feed;
  /// Waits until Redis answers or fails; without Redis it succeeds at once.
  std::function<Result<>(const Context&)> check;
  std::jthread notices = {};  ///< writes outages of Redis to the log

  /// A process without workers keeps no work for itself while Redis is away. Clock (the contexts'
  /// one) and chance must outlive what is returned; nothing waits for Redis. Error:
  /// `invalid_configuration`, naming what is wrong with REDIS_URL.
  static Result<Coordination> begin(const Config& config, const Clock& clock, Random& random,
                                    bool has_workers);
};

}  // namespace pixferry
