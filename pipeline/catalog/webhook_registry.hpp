#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/webhook.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

struct NewWebhook {
  WebhookId id;  ///< fresh
  std::string owner;
  std::string url;  ///< found to be one that may be called
  std::string description;
  std::vector<WebhookEvent> events;
  Secret secret;
};

/// One webhook, as its owner names it.
struct OwnWebhook {
  std::string_view owner;
  const WebhookId& id;
};

struct WebhookDeliveryQuery {
  std::optional<WebhookDeliveryState> state = std::nullopt;
  std::optional<std::int64_t> before = std::nullopt;  ///< only those with an id below
  int limit = 20;
};

/// One page of deliveries, newest first. `next_before` is where the next begins; nothing on the
/// last.
struct WebhookDeliveryPage {
  std::vector<WebhookDelivery> deliveries;
  std::optional<std::int64_t> next_before;
};

/// The webhooks of each owner, and what was delivered to them: what people ask. Secrets go in and
/// never come out. Every method is one transaction; thread-safe. Errors: `catalog_*`, `stopped`.
/// Where there is no such webhook of that owner, nothing is changed and nothing is answered.
class WebhookRegistry {
 public:
  static constexpr int kWebhooksMax = 20;  ///< of an owner
  /// How long the secret before the present one signs too.
  static constexpr std::chrono::hours kOldSecretSignsFor{24};

  WebhookRegistry(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// Nothing where the owner has kWebhooksMax already.
  Result<std::optional<Webhook>> add(const Context& context, const NewWebhook& webhook);
  /// In the order in which they were added.
  Result<std::vector<Webhook>> webhooks(const Context& context, std::string_view owner);
  Result<std::optional<Webhook>> webhook(const Context& context, const OwnWebhook& own);
  /// With all its deliveries. Answers whether it was there.
  Result<bool> remove(const Context& context, const OwnWebhook& own);
  /// Takes the reason back for which nothing is delivered; what was given up stays so.
  Result<std::optional<Webhook>> enable(const Context& context, const OwnWebhook& own);
  /// From now on signs with this secret, and for kOldSecretSignsFor with the one before it too.
  Result<std::optional<Webhook>> replace_secret(const Context& context, const OwnWebhook& own,
                                                const Secret& secret);

  /// Writes a test message for it, delivered even while it is disabled.
  Result<std::optional<WebhookDelivery>> test(const Context& context, const OwnWebhook& own,
                                              std::string_view message_id);
  Result<std::optional<WebhookDeliveryPage>> deliveries(const Context& context,
                                                        const OwnWebhook& own,
                                                        const WebhookDeliveryQuery& query);
  /// Delivers once more, with the same id and body and with all attempts anew, whatever became of
  /// it and even while the webhook is disabled. One that is being made now is left as it is.
  /// Nothing where the webhook has no such delivery.
  Result<std::optional<WebhookDelivery>> redeliver(const Context& context, const OwnWebhook& own,
                                                   std::int64_t delivery);

 private:
  Result<std::optional<Webhook>> change(const Context& context, const OwnWebhook& own,
                                        std::string_view statement,
                                        std::vector<SqlValue> parameters);

  Database& database_;
  const Clock& clock_;
};

}  // namespace pixferry
