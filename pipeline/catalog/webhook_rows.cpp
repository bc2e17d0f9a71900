#include "pipeline/catalog/webhook_rows.hpp"

#include <boost/json/serialize.hpp>

namespace pixferry {
namespace {

std::optional<Timestamp> time_at(const SqlRow& row, std::size_t column) {
  if (row.is_null(column)) return std::nullopt;
  return from_milliseconds(row.integer(column));
}

}  // namespace

boost::json::object delivery_row(const WebhookMessage& message) {
  const boost::json::object body{
      {"type", name(message.event)}, {"timestamp", rfc3339(message.at)}, {"data", message.data}};
  const auto job =
      message.job.empty() ? boost::json::value(nullptr) : boost::json::value(message.job);
  return {{"to_webhook", message.webhook},
          {"message", message.id},
          {"kind", name(message.event)},
          {"of_job", job},
          {"content", boost::json::serialize(body)},
          {"trace", message.trace_parent}};
}

Webhook webhook_from(const SqlRow& row) {
  return {.id = WebhookId::parse(row.text(0)).value(),
          .url = row.text(1),
          .description = row.text(2),
          .events = {},
          .created_at = from_milliseconds(row.integer(4)),
          .failing_since = time_at(row, 5),
          .last_delivered_at = time_at(row, 6),
          .disabled_at = time_at(row, 7),
          .disabled_reason = row.text(8),
          .old_secret_until = time_at(row, 9)};
}

WebhookDelivery webhook_delivery_from(const SqlRow& row) {
  return {.id = row.integer(0),
          .message_id = row.text(1),
          .event = webhook_event_named(row.text(2)).value(),
          .job = row.is_null(3) ? std::nullopt : std::optional{row.text(3)},
          .state = webhook_delivery_state_named(row.text(4)).value(),
          .created_at = from_milliseconds(row.integer(5)),
          .next_attempt_at = time_at(row, 6)};
}

WebhookAttempt webhook_attempt_from(const SqlRow& row) {
  return {.number = static_cast<int>(row.integer(1)),
          .at = from_milliseconds(row.integer(2)),
          .duration = std::chrono::milliseconds{row.integer(3)},
          .status = row.is_null(4) ? std::nullopt : std::optional{static_cast<int>(row.integer(4))},
          .error = row.text(5),
          .answer = row.text(6)};
}

}  // namespace pixferry
