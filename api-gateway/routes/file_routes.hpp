#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/journal.hpp"

namespace pixferry::routes {

/// GET /import/jobs/{job_id}/files, /vanished and /failures. The journal outlives the router.
void add_file_routes(http::Router& router, Journal& journal);

}  // namespace pixferry::routes
