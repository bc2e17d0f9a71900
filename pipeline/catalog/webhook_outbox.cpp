#include "pipeline/catalog/webhook_outbox.hpp"

#include "pipeline/catalog/bounded.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pixferry {
namespace {

constexpr std::int64_t kForgottenAtOnce = 1000;

using Leases = std::vector<WebhookLease>;

WebhookLease lease_from(const SqlRow& row) {
  return {.delivery = row.integer(0),
          .token = row.integer(1),
          .webhook = WebhookId::parse(row.text(3)).value(),
          .event = webhook_event_named(row.text(4)).value(),
          .message_id = row.text(5),
          .body = row.text(6),
          .trace_parent = row.text(7),
          .attempt = static_cast<int>(row.integer(2))};
}

void write_attempt(Statements& tx, std::int64_t now, boost::json::object attempt) {
  tx.run(sql::insert_webhook_attempts, {json_text({std::move(attempt)}), now});
}

/// Whoever made the last attempt died of it, or with it.
void fail_spent(Statements& tx, std::int64_t now) {
  for (const auto& row : tx.rows(sql::fail_spent_webhook_deliveries,
                                 {now, std::int64_t{WebhookOutbox::kAttemptsMax}})) {
    write_attempt(tx, now,
                  {{"delivery", row.integer(0)},
                   {"place", row.integer(1)},
                   {"duration", 0},
                   {"code", nullptr},
                   {"complaint", "The process ended during the call; its outcome is not known."},
                   {"reply", ""}});
  }
}

/// Where the leases lead, and with which secrets they are signed.
void add_targets(Statements& tx, Leases& leases, std::int64_t now) {
  boost::json::array webhooks;
  for (const auto& lease : leases) {
    webhooks.push_back(boost::json::object{{"webhook", lease.webhook.text()}});
  }
  for (const auto& row : tx.rows(sql::read_webhook_targets, {json_text(webhooks), now})) {
    for (auto& lease : leases) {
      if (lease.webhook.text() != row.text(0)) continue;
      lease.url = row.text(1);
      lease.secrets.emplace_back(row.text(2));
      if (!row.is_null(3)) lease.secrets.emplace_back(row.text(3));
    }
  }
}

WebhookDeliveryState state_after(const WebhookCall& call) {
  if (call.error.empty()) return WebhookDeliveryState::delivered;
  return call.again_after && !call.is_gone ? WebhookDeliveryState::pending
                                           : WebhookDeliveryState::failed;
}

/// Why the webhook is disabled by this failure; empty if it is not.
std::string reason_to_disable(const WebhookCall& call, std::optional<std::int64_t> failing_since,
                              std::int64_t now) {
  constexpr std::chrono::milliseconds longest{WebhookOutbox::kFailingMax};
  if (call.is_gone) return "The receiver answered 410 Gone: it wants nothing more.";
  if (failing_since && now - *failing_since >= longest.count()) {
    return bounded_text(fmt::format("Nothing was accepted for {} hours. Last: {}",
                                    WebhookOutbox::kFailingMax.count(), call.error),
                        WebhookOutbox::kErrorBytesMax);
  }
  return {};
}

void note_failure(Statements& tx, const std::string& webhook, const WebhookCall& call,
                  std::optional<std::int64_t> failing_since, std::int64_t now) {
  tx.run(sql::note_webhook_failure, {webhook, now});
  const auto reason = reason_to_disable(call, failing_since, now);
  if (reason.empty()) return;
  tx.run(sql::disable_webhook, {webhook, now, reason});
  tx.run(sql::drop_webhook_deliveries, {webhook});
}

}  // namespace

Result<Leases> WebhookOutbox::claim(const Context& context, int count,
                                    std::chrono::milliseconds lease) {
  const auto now = to_milliseconds(clock_.now());
  // Mostly there is nothing to do, and a read keeps no writer waiting.
  const auto is_due =
      transact(database_, context, Access::read, [&](Statements& tx) -> Result<bool> {
        return tx.row(sql::find_due_webhook_delivery, {now}).has_value();
      });
  if (!is_due) return is_due.error();
  if (!*is_due) return Leases{};
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<Leases> {
    fail_spent(tx, now);
    Leases leases;
    for (const auto& row : tx.rows(sql::claim_webhook_deliveries,
                                   {now, std::int64_t{count}, std::int64_t{lease.count()}})) {
      leases.push_back(lease_from(row));
    }
    if (!leases.empty()) add_targets(tx, leases, now);
    return leases;
  });
}

Result<> WebhookOutbox::record(const Context& context, const WebhookLease& lease,
                               const WebhookCall& call) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    const auto& webhook = lease.webhook.text();
    const auto locked = tx.row(sql::lock_webhook, {webhook});
    const auto delay = bounded_delay_ms(call.again_after.value_or(std::chrono::milliseconds{0}));
    const auto recorded =
        tx.row(sql::record_webhook_delivery,
               {lease.delivery, lease.token, std::string{name(state_after(call))}, now, delay});
    if (!locked || !recorded) {
      return Error{ErrorCode::lease_lost, "Somebody else makes this delivery now, or nobody."};
    }
    const auto number = recorded->integer(0);
    write_attempt(tx, now,
                  {{"delivery", lease.delivery},
                   {"place", number},
                   {"duration", call.duration.count()},
                   {"code", call.status ? boost::json::value(*call.status) : nullptr},
                   {"complaint", bounded_text(call.error, kErrorBytesMax)},
                   {"reply", bounded_text(call.answer, kAnswerBytesMax)}});
    tx.run(sql::forget_webhook_attempts, {lease.delivery, number - kAttemptsKept});
    if (call.error.empty()) {
      tx.run(sql::note_webhook_success, {webhook, now});
    } else if (lease.event != WebhookEvent::test) {
      note_failure(tx, webhook, call, locked->optional_integer(0), now);
    }
    return {};
  });
}

Result<> WebhookOutbox::hand_back(const Context& context, const WebhookLease& lease) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<> {
    tx.run(sql::hand_back_webhook_delivery, {lease.delivery, lease.token, now});
    return {};
  });
}

Result<> WebhookOutbox::release_leases(const Context& context) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<> {
    tx.run(sql::release_webhook_deliveries, {now});
    return {};
  });
}

Result<> WebhookOutbox::forget(const Context& context) {
  constexpr std::chrono::milliseconds kept{kDeliveriesKeptFor};
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<> {
    tx.run(sql::forget_webhook_deliveries, {now, std::int64_t{kept.count()}, kForgottenAtOnce});
    return {};
  });
}

}  // namespace pixferry
