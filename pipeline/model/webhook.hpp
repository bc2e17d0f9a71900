#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/time.hpp"

namespace pixferry {

/// What a webhook can be told of. `test` comes of a request for it, and cannot be chosen.
enum class WebhookEvent { job_completed, job_failed, job_cancelled, test };

/// The spelling on the wire: "job.completed".
std::string_view name(WebhookEvent event);
std::optional<WebhookEvent> webhook_event_named(std::string_view text);

/// "wh_" and 16 hexadecimal digits.
class WebhookId {
 public:
  WebhookId() = default;
  static std::optional<WebhookId> parse(std::string_view text);
  static WebhookId from_random(std::uint64_t bits);
  const std::string& text() const { return text_; }
  auto operator<=>(const WebhookId&) const = default;

 private:
  explicit WebhookId(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// A URL that is called when something happens. Its secrets are left out.
struct Webhook {
  WebhookId id;
  std::string url;
  std::string description;
  std::vector<WebhookEvent> events;
  Timestamp created_at;
  std::optional<Timestamp> failing_since;      ///< the first failure since the last success
  std::optional<Timestamp> last_delivered_at;  ///< the last success
  std::optional<Timestamp> disabled_at;        ///< from then on nothing is delivered
  std::string disabled_reason;
  /// Until when the secret before the present one signs too.
  std::optional<Timestamp> old_secret_until;
};

enum class WebhookDeliveryState {
  pending,    ///< due at `next_attempt_at`
  delivered,  ///< answered with a 2xx
  failed,     ///< given up
};

std::string_view name(WebhookDeliveryState state);
std::optional<WebhookDeliveryState> webhook_delivery_state_named(std::string_view text);

/// How one call went.
struct WebhookAttempt {
  int number = 0;  ///< from 1, over redeliveries too
  Timestamp at;    ///< its end
  std::chrono::milliseconds duration{0};
  std::optional<int> status;  ///< none: nothing was answered
  std::string error;          ///< in words; empty: it was accepted
  std::string answer;         ///< the beginning of what was answered with an error
};

/// A message for one webhook, and what became of it.
struct WebhookDelivery {
  std::int64_t id = 0;
  std::string message_id;  ///< `webhook-id`: the same in every attempt and redelivery
  WebhookEvent event = WebhookEvent::test;
  std::optional<std::string> job;
  WebhookDeliveryState state = WebhookDeliveryState::pending;
  Timestamp created_at;
  std::optional<Timestamp> next_attempt_at;
  std::vector<WebhookAttempt> attempts = {};  ///< the newest ones, in their order
};

}  // namespace pixferry
