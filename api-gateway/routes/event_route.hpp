#pragma once

#include "api-gateway/events/event_hub.hpp"
#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/platform/metrics.hpp"

namespace pixferry::routes {

struct EventParts {
  Journal& journal;
  events::EventHub& hub;
  Metrics& metrics;
};

/// GET /import/jobs/{job_id}/events. The parts outlive the router and its streams.
void add_event_route(http::Router& router, const EventParts& parts);

}  // namespace pixferry::routes
