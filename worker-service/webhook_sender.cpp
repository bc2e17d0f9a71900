#include "worker-service/webhook_sender.hpp"

#include <thread>
#include <vector>

#include "pipeline/platform/log.hpp"
#include "worker-service/alarm.hpp"
#include "worker-service/circuit_breaker.hpp"

namespace pixferry {
namespace {

/// Of an outage of the catalog others have spoken.
void warn_of(std::string_view message, const Error& error) {
  const auto line = CircuitBreaker::is_outage(error.code) ? log::debug : log::warning;
  line(message, {{"reason", name(error.code)}});
}

}  // namespace

void WebhookSender::run(const std::stop_token& stop, std::chrono::milliseconds pause) {
  const Context context{stop};
  Alarm never;
  auto wait = std::chrono::milliseconds{0};
  while (never.wait(stop, wait)) {
    forget_old_ones(context);
    wait = send_some(context) ? std::chrono::milliseconds{0} : pause;
  }
}

bool WebhookSender::send_some(const Context& context) {
  const auto due = parts_.outbox.claim(context, kCallsAtOnce, DeliverWebhook::kLease);
  if (!due) {
    if (!context.is_stopped()) warn_of("webhooks could not be looked for", due.error());
    return false;
  }
  std::vector<std::jthread> calls;
  for (const auto& lease : *due) {
    calls.emplace_back([this, &context, &lease] { deliver(context, lease); });
  }
  calls.clear();
  return !due->empty();
}

void WebhookSender::deliver(const Context& context, const WebhookLease& lease) {
  const auto delivered = parts_.deliver.run(context, lease);
  if (delivered || delivered.error().code == ErrorCode::stopped) return;
  warn_of("how a webhook went could not be recorded; it is called again", delivered.error());
}

void WebhookSender::forget_old_ones(const Context& context) {
  const auto now = parts_.clock.steady();
  if (now < forgets_at_) return;
  forgets_at_ = now + kForgetsEvery;
  if (const auto forgotten = parts_.outbox.forget(context); !forgotten && !context.is_stopped()) {
    warn_of("old deliveries of webhooks could not be removed", forgotten.error());
  }
}

}  // namespace pixferry
