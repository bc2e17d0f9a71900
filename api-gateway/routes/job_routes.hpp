#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/progress/progress_feed.hpp"
#include "pipeline/queue/work_queue.hpp"

namespace pixferry::routes {

/// What jobs are seen and steered by; all of it outlives the router.
struct JobParts {
  Ledger& ledger;
  Journal& journal;
  WorkQueue& queue;
  ProgressFeed& feed;
};

/// GET /import/jobs, GET /import/jobs/{job_id} and its alias /jobs/{job_id}, POST
/// /import/jobs/{job_id}/cancel, /pause and /resume.
void add_job_routes(http::Router& router, const JobParts& parts);

}  // namespace pixferry::routes
