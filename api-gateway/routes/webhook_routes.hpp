#pragma once

#include <string>
#include <vector>

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/webhook_registry.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/platform/random.hpp"

namespace pixferry::routes {

struct WebhookParts {
  WebhookRegistry& registry;
  Random& random;
  const Limits& limits;
  const std::vector<std::string>& allowed_origins;  ///< besides public https ones
};

/// Adding, listing, testing and removing webhooks, and what became of their deliveries. Workers
/// make them.
void add_webhook_routes(http::Router& router, const WebhookParts& parts);

}  // namespace pixferry::routes
