#pragma once

#include "api-gateway/events/event_hub.hpp"
#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/journal.hpp"

namespace pixferry::routes {

/// GET /import/jobs/{job_id}/events. Both parts outlive the router.
void add_event_route(http::Router& router, Journal& journal, events::EventHub& hub);

}  // namespace pixferry::routes
