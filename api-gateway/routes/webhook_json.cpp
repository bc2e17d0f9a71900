#include "api-gateway/routes/webhook_json.hpp"

#include "api-gateway/http/json_writer.hpp"

namespace pixferry::routes {
namespace {

using http::JsonWriter;

void write_time(JsonWriter& json, std::string_view key, const std::optional<Timestamp>& time) {
  json.optional_field(key, time ? std::optional{rfc3339(*time)} : std::nullopt);
}

void write_members(JsonWriter& json, const Webhook& webhook) {
  json.field("id", webhook.id.text())
      .field("url", webhook.url)
      .field("description", webhook.description)
      .key("events")
      .begin_array();
  for (const auto event : webhook.events) json.value(name(event));
  json.end_array().field("enabled", !webhook.disabled_at.has_value());
  write_time(json, "disabled_at", webhook.disabled_at);
  json.optional_field("disabled_reason",
                      webhook.disabled_at ? std::optional{webhook.disabled_reason} : std::nullopt);
  write_time(json, "failing_since", webhook.failing_since);
  write_time(json, "last_delivered_at", webhook.last_delivered_at);
  write_time(json, "old_secret_until", webhook.old_secret_until);
  json.field("created_at", rfc3339(webhook.created_at));
}

void write_attempt(JsonWriter& json, const WebhookAttempt& attempt) {
  json.begin_object()
      .field("number", attempt.number)
      .field("at", rfc3339(attempt.at))
      .field("duration_ms", std::int64_t{attempt.duration.count()})
      .optional_field("status", attempt.status)
      .field("error", attempt.error)
      .field("answer", attempt.answer)
      .end_object();
}

void write_delivery(JsonWriter& json, const WebhookDelivery& delivery) {
  json.begin_object()
      .field("id", delivery.id)
      .field("message_id", delivery.message_id)
      .field("event", name(delivery.event))
      .optional_field("job_id", delivery.job)
      .field("state", name(delivery.state))
      .field("created_at", rfc3339(delivery.created_at));
  write_time(json, "next_attempt_at", delivery.next_attempt_at);
  json.key("attempts").begin_array();
  for (const auto& attempt : delivery.attempts) write_attempt(json, attempt);
  json.end_array().end_object();
}

}  // namespace

std::string webhook_json(const Webhook& webhook) {
  JsonWriter json;
  json.begin_object();
  write_members(json, webhook);
  json.end_object();
  return json.take();
}

std::string webhook_json(const Webhook& webhook, const Secret& secret) {
  JsonWriter json;
  json.begin_object();
  write_members(json, webhook);
  json.field("secret", secret.reveal()).end_object();
  return json.take();
}

std::string webhooks_json(const std::vector<Webhook>& webhooks) {
  JsonWriter json;
  json.begin_object().key("webhooks").begin_array();
  for (const auto& webhook : webhooks) {
    json.begin_object();
    write_members(json, webhook);
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string webhook_delivery_json(const WebhookDelivery& delivery) {
  JsonWriter json;
  write_delivery(json, delivery);
  return json.take();
}

std::string webhook_delivery_page_json(const WebhookDeliveryPage& page) {
  JsonWriter json;
  json.begin_object().key("deliveries").begin_array();
  for (const auto& delivery : page.deliveries) write_delivery(json, delivery);
  json.end_array().optional_field(
      "next_cursor",
      page.next_before ? std::optional{std::to_string(*page.next_before)} : std::nullopt);
  json.end_object();
  return json.take();
}

}  // namespace pixferry::routes
