#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/progress/progress_feed.hpp"
#include "pipeline/queue/work_queue.hpp"

namespace pixferry::routes {

/// What the retry of a job needs; all of it outlives the router.
struct RetryParts {
  Ledger& ledger;
  Journal& journal;
  WorkQueue& queue;
  ProgressFeed& feed;
  const Limits& limits;
};

/// POST /import/jobs/{job_id}/retry
void add_retry_route(http::Router& router, const RetryParts& parts);

}  // namespace pixferry::routes
