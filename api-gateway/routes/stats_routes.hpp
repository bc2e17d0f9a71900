#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/gallery.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/roster.hpp"

namespace pixferry::routes {

/// What is counted; all of it outlives the router.
struct StatsParts {
  Journal& journal;
  Gallery& gallery;
  Roster& roster;
};

/// GET /stats: the jobs by their states, their files, how fast they go and what holds them up, and
/// every worker with what it has in hand.
void add_stats_routes(http::Router& router, const StatsParts& parts);

}  // namespace pixferry::routes
