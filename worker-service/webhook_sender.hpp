#pragma once

#include <chrono>
#include <stop_token>

#include "pipeline/catalog/webhook_outbox.hpp"
#include "pipeline/deliver_webhook.hpp"

namespace pixferry {

/// Makes the deliveries that are due, several at once, so that one slow receiver does not keep the
/// others waiting for long.
class WebhookSender {
 public:
  static constexpr int kCallsAtOnce = 8;
  static constexpr std::chrono::hours kForgetsEvery{1};

  struct Parts {
    WebhookOutbox& outbox;
    DeliverWebhook& deliver;
    const Clock& clock;
  };

  explicit WebhookSender(Parts parts) : parts_(parts) {}

  /// Looks for deliveries again and again, with that pause while there are none, until stopped:
  /// then it calls off what it is at. For one thread.
  void run(const std::stop_token& stop, std::chrono::milliseconds pause);

 private:
  /// Whether there was something to do.
  bool send_some(const Context& context);
  void deliver(const Context& context, const WebhookLease& lease);
  void forget_old_ones(const Context& context);

  Parts parts_;
  Instant forgets_at_{};
};

}  // namespace pixferry
