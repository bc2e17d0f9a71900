#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/roster.hpp"

namespace pixferry::routes {

/// GET /stats: the jobs by their states, their files, and every worker with what it has in hand.
/// Journal and roster outlive the router.
void add_stats_routes(http::Router& router, Journal& journal, Roster& roster);

}  // namespace pixferry::routes
