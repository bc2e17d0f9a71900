#pragma once

#include "api-gateway/http/router.hpp"
#include "api-gateway/routes/storage_url.hpp"
#include "pipeline/catalog/journal.hpp"

namespace pixferry::routes {

/// GET /import/jobs/{job_id}/report.csv and /report.jsonl: every file of a job, streamed. The
/// journal outlives the router and its replies.
void add_report_routes(http::Router& router, Journal& journal, const StorageUrl& storage_url);

}  // namespace pixferry::routes
