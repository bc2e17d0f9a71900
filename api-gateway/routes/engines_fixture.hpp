#pragma once

#include <memory>
#include <optional>

#include "pipeline/catalog/database.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/progress/progress_feed.hpp"
#include "pipeline/queue/work_queue.hpp"

namespace pixferry {

/// What the gateway of one test keeps its jobs in; nothing is migrated yet.
class GatewayEngines {
 public:
  virtual ~GatewayEngines() = default;
  virtual Database& database() = 0;
  virtual WorkQueue& queue() = 0;
  /// The next token of the queue, waited for as long as it may be on its way.
  virtual std::optional<Work> announced(WorkKind kind) = 0;
  virtual ProgressFeed& feed() = 0;
};

/// SQLite in memory and this process; or, where the variable PIXFERRY_TEST_ENGINES is `shared`,
/// PostgreSQL and Redis, each a server of our own for the whole test program. So the specifications
/// of the API hold for both. Time passes as the clock says, which must outlive the engines.
std::unique_ptr<GatewayEngines> gateway_engines(const Clock& clock);

}  // namespace pixferry
