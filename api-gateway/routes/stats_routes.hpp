#pragma once

#include <array>
#include <string_view>

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

/// Every answer of condition_of().
inline constexpr std::array<std::string_view, 5> kWorkerConditions{"silent", "draining", "held_up",
                                                                   "working", "idle"};

/// How a worker is, in a word.
std::string_view condition_of(const WorkerRecord& worker);

}  // namespace pixferry::routes
