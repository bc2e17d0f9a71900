#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/ledger.hpp"

namespace pixferry::routes {

/// GET /import/jobs, GET /import/jobs/{job_id} and its alias /jobs/{job_id}, POST
/// /import/jobs/{job_id}/cancel. Both parts outlive the router.
void add_job_routes(http::Router& router, Ledger& ledger, Journal& journal);

}  // namespace pixferry::routes
