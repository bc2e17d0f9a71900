#pragma once

#include <string>
#include <vector>

#include "pipeline/catalog/webhook_registry.hpp"

namespace pixferry::routes {

std::string webhook_json(const Webhook& webhook);
/// The one place where a secret is shown: to who has just given it or was just given it.
std::string webhook_json(const Webhook& webhook, const Secret& secret);
std::string webhooks_json(const std::vector<Webhook>& webhooks);

std::string webhook_delivery_json(const WebhookDelivery& delivery);
std::string webhook_delivery_page_json(const WebhookDeliveryPage& page);

}  // namespace pixferry::routes
