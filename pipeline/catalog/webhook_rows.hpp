#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/webhook.hpp"

namespace pixferry {

/// What is to be told to one webhook.
struct WebhookMessage {
  std::string webhook;
  std::string id;
  WebhookEvent event = WebhookEvent::test;
  Timestamp at;
  boost::json::object data;
  std::string job = {};  ///< empty: it is of none
  std::string trace_parent = {};
};

/// A row of sql::insert_webhook_deliveries, with the body as it will be sent:
/// `{"type": …, "timestamp": …, "data": {…}}`.
boost::json::object delivery_row(const WebhookMessage& message);

/// A row of sql::read_webhooks; the events are left to the caller.
Webhook webhook_from(const SqlRow& row);
/// A row of sql::read_webhook_deliveries, without its attempts.
WebhookDelivery webhook_delivery_from(const SqlRow& row);
/// A row of sql::read_webhook_attempts.
WebhookAttempt webhook_attempt_from(const SqlRow& row);

}  // namespace pixferry
