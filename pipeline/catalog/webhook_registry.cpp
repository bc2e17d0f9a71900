#include "pipeline/catalog/webhook_registry.hpp"

#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"
#include "pipeline/catalog/webhook_rows.hpp"

#include <limits>

namespace pixferry {
namespace {

using FoundWebhook = std::optional<Webhook>;
using FoundDelivery = std::optional<WebhookDelivery>;

std::vector<Webhook> read_webhooks(Statements& tx, std::string_view owner, SqlValue id,
                                   std::int64_t now) {
  std::vector<Webhook> webhooks;
  for (const auto& row : tx.rows(sql::read_webhooks, {std::string{owner}, std::move(id), now})) {
    if (webhooks.empty() || webhooks.back().id.text() != row.text(0)) {
      webhooks.push_back(webhook_from(row));
    }
    if (const auto event = webhook_event_named(row.text(3))) {
      webhooks.back().events.push_back(*event);
    }
  }
  return webhooks;
}

FoundWebhook read_webhook(Statements& tx, const OwnWebhook& own, std::int64_t now) {
  auto found = read_webhooks(tx, own.owner, own.id.text(), now);
  return found.empty() ? FoundWebhook{} : FoundWebhook{std::move(found.front())};
}

bool is_there(Statements& tx, const OwnWebhook& own) {
  return tx.row(sql::lock_own_webhook, {own.id.text(), std::string{own.owner}}).has_value();
}

/// Those that come before this id, newest first.
std::vector<WebhookDelivery> read_deliveries(Statements& tx, const WebhookId& webhook,
                                             const WebhookDeliveryQuery& query) {
  const auto before = query.before.value_or(std::numeric_limits<std::int64_t>::max());
  const auto state = query.state ? SqlValue{std::string{name(*query.state)}} : SqlValue{};
  std::vector<WebhookDelivery> deliveries;
  boost::json::array ids;
  for (const auto& row : tx.rows(sql::read_webhook_deliveries,
                                 {webhook.text(), before, state, std::int64_t{query.limit}})) {
    deliveries.push_back(webhook_delivery_from(row));
    ids.push_back(boost::json::object{{"delivery", row.integer(0)}});
  }
  if (deliveries.empty()) return deliveries;
  // Attempts come in the order of the ids, deliveries in the opposite one.
  auto delivery = deliveries.rbegin();
  for (const auto& row : tx.rows(sql::read_webhook_attempts, {json_text(ids)})) {
    while (delivery->id != row.integer(0)) ++delivery;
    delivery->attempts.push_back(webhook_attempt_from(row));
  }
  return deliveries;
}

FoundDelivery read_delivery(Statements& tx, const WebhookId& webhook, std::int64_t id) {
  if (id == std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  auto found = read_deliveries(tx, webhook, {.before = id + 1, .limit = 1});
  if (found.empty() || found.front().id != id) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

Result<FoundWebhook> WebhookRegistry::add(const Context& context, const NewWebhook& webhook) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<FoundWebhook> {
    const auto inserted = tx.row(
        sql::insert_webhook, {webhook.id.text(), webhook.owner, webhook.url, webhook.description,
                              webhook.secret.reveal(), now, std::int64_t{kWebhooksMax}});
    if (!inserted) return FoundWebhook{};
    boost::json::array events;
    for (const auto event : webhook.events) {
      events.push_back(boost::json::object{{"kind", name(event)}});
    }
    tx.run(sql::insert_webhook_events, {webhook.id.text(), json_text(events)});
    return read_webhook(tx, {webhook.owner, webhook.id}, now);
  });
}

Result<std::vector<Webhook>> WebhookRegistry::webhooks(const Context& context,
                                                       std::string_view owner) {
  using Webhooks = std::vector<Webhook>;
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Webhooks> {
    return read_webhooks(tx, owner, SqlValue{}, now);
  });
}

Result<FoundWebhook> WebhookRegistry::webhook(const Context& context, const OwnWebhook& own) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<FoundWebhook> {
    return read_webhook(tx, own, now);
  });
}

Result<bool> WebhookRegistry::remove(const Context& context, const OwnWebhook& own) {
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<bool> {
    return tx.row(sql::remove_webhook, {own.id.text(), std::string{own.owner}}).has_value();
  });
}

Result<FoundWebhook> WebhookRegistry::change(const Context& context, const OwnWebhook& own,
                                             std::string_view statement,
                                             std::vector<SqlValue> parameters) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<FoundWebhook> {
    if (tx.rows(statement, std::span<const SqlValue>{parameters}).empty()) return FoundWebhook{};
    return read_webhook(tx, own, now);
  });
}

Result<FoundWebhook> WebhookRegistry::enable(const Context& context, const OwnWebhook& own) {
  return change(context, own, sql::enable_webhook, {own.id.text(), std::string{own.owner}});
}

Result<FoundWebhook> WebhookRegistry::replace_secret(const Context& context, const OwnWebhook& own,
                                                     const Secret& secret) {
  constexpr std::chrono::milliseconds overlap{kOldSecretSignsFor};
  return change(context, own, sql::replace_webhook_secret,
                {own.id.text(), std::string{own.owner}, secret.reveal(),
                 to_milliseconds(clock_.now()), std::int64_t{overlap.count()}});
}

Result<FoundDelivery> WebhookRegistry::test(const Context& context, const OwnWebhook& own,
                                            std::string_view message_id) {
  const auto now = clock_.now();
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<FoundDelivery> {
    if (!is_there(tx, own)) return FoundDelivery{};
    const WebhookMessage message{.webhook = own.id.text(),
                                 .id = std::string{message_id},
                                 .event = WebhookEvent::test,
                                 .at = now,
                                 .data = {{"webhook_id", own.id.text()}}};
    const auto inserted = tx.row(sql::insert_webhook_deliveries,
                                 {json_text({delivery_row(message)}), to_milliseconds(now)});
    return inserted ? read_delivery(tx, own.id, inserted->integer(0)) : FoundDelivery{};
  });
}

Result<std::optional<WebhookDeliveryPage>> WebhookRegistry::deliveries(
    const Context& context, const OwnWebhook& own, const WebhookDeliveryQuery& query) {
  using FoundPage = std::optional<WebhookDeliveryPage>;
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<FoundPage> {
    if (!read_webhook(tx, own, now)) return FoundPage{};
    auto one_more = query;
    ++one_more.limit;
    WebhookDeliveryPage page{.deliveries = read_deliveries(tx, own.id, one_more),
                             .next_before = std::nullopt};
    if (std::ssize(page.deliveries) > query.limit) {
      page.deliveries.pop_back();
      page.next_before = page.deliveries.back().id;
    }
    return FoundPage{std::move(page)};
  });
}

Result<FoundDelivery> WebhookRegistry::redeliver(const Context& context, const OwnWebhook& own,
                                                 std::int64_t delivery) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<FoundDelivery> {
    if (!is_there(tx, own)) return FoundDelivery{};
    tx.run(sql::redeliver_webhook_delivery, {delivery, own.id.text(), now});
    return read_delivery(tx, own.id, delivery);
  });
}

}  // namespace pixferry
