#pragma once

#include <array>
#include <string_view>

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/roster.hpp"

namespace pixferry::routes {

/// Every answer of condition_of().
inline constexpr std::array<std::string_view, 5> kWorkerConditions{"silent", "draining", "held_up",
                                                                   "working", "idle"};

/// How a worker is, in a word.
std::string_view condition_of(const WorkerRecord& worker);

/// GET /stats: the jobs by their states, their files, and every worker with what it has in hand.
/// Journal and roster outlive the router.
void add_stats_routes(http::Router& router, Journal& journal, Roster& roster);

}  // namespace pixferry::routes
