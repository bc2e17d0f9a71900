#include "pipeline/deliver_webhook.hpp"

#include "pipeline/platform/crash_point.hpp"
#include "pipeline/platform/json.hpp"
#include "pipeline/platform/log.hpp"
#include "pipeline/platform/trace_context.hpp"
#include "pipeline/webhooks/webhook_secret.hpp"
#include "pipeline/webhooks/webhook_url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace pixferry {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kGone = 410;

constexpr std::array<seconds, WebhookOutbox::kAttemptsMax - 1> kDelays{
    seconds{5},    seconds{60},    seconds{300},   seconds{900},  seconds{1800},
    seconds{3600}, seconds{10800}, seconds{21600}, seconds{43200}};

std::string complaint_about(const HttpAnswer& answer) {
  const bool is_redirect = answer.status >= 300 && answer.status < 400;
  return fmt::format("The receiver answered with status {}{}.", answer.status,
                     is_redirect ? ", and redirects are not followed" : "");
}

}  // namespace

milliseconds webhook_retry_delay(int attempt, Random& random) {
  const auto last = static_cast<int>(kDelays.size()) - 1;
  const milliseconds delay = kDelays[static_cast<std::size_t>(std::clamp(attempt - 1, 0, last))];
  const auto spread = static_cast<std::uint64_t>(delay.count() / 5 + 1);
  return delay + milliseconds{random.bits() % spread};
}

Result<> DeliverWebhook::run(const Context& context, const WebhookLease& lease) {
  const auto called = call(context, lease);
  if (!called) {
    // Given back even while the process drains.
    const auto given = parts_.outbox.hand_back(Context{}, lease);
    return given ? Result<>{called.error()} : given;
  }
  crash_point("deliver_webhook.called");
  if (parts_.metrics != nullptr) {
    parts_.metrics->webhook_calls.add({called->error.empty() ? "accepted" : "refused"});
  }
  const auto line = called->error.empty() ? log::debug : log::info;
  line(called->error.empty() ? "webhook delivered" : "webhook not delivered",
       {{"webhook_id", lease.webhook.text()},
        {"message_id", lease.message_id},
        {"status", called->status.value_or(0)},
        {"duration_ms", called->duration.count()},
        {"attempt", lease.attempt}});
  return parts_.outbox.record(Context{}, lease, *called);
}

Result<WebhookCall> DeliverWebhook::call(const Context& context, const WebhookLease& lease) {
  // The configuration may have changed since it was added.
  auto url = read_webhook_url(lease.url, parts_.allowed_origins);
  if (!url) return failure(lease, url.error().message);
  const auto begin = parts_.clock.steady();
  const auto answer = parts_.http.send(context, request_of(lease, *std::move(url)));
  if (!answer && answer.error().code == ErrorCode::stopped) return answer.error();
  WebhookCall call;
  if (!answer) {
    call = failure(lease, answer.error().message);
  } else if (!answer->is_success()) {
    const auto wanted = answer->retry_after(parts_.clock).value_or(milliseconds{0});
    call = failure(lease, complaint_about(*answer), wanted);
    call.answer = json::valid_utf8(answer->body);
    call.is_gone = answer->status == kGone;
  }
  if (answer) call.status = answer->status;
  call.duration = std::chrono::duration_cast<milliseconds>(parts_.clock.steady() - begin);
  return call;
}

HttpRequest DeliverWebhook::request_of(const WebhookLease& lease, std::string url) const {
  const auto now = std::chrono::floor<seconds>(parts_.clock.now()).time_since_epoch().count();
  HttpRequest request{.method = "POST", .url = std::move(url)};
  request.headers = {
      {"Content-Type", "application/json"},
      {"webhook-id", lease.message_id},
      {"webhook-timestamp", std::to_string(now)},
      {"webhook-signature", webhook_signature(lease.secrets, {lease.message_id, now, lease.body})}};
  if (const auto trace = TraceContext::parse(lease.trace_parent)) {
    request.headers.push_back({"traceparent", trace->child(parts_.random).header()});
  }
  request.body = lease.body;
  request.kept_bytes_max = kAnswerBytesMax;
  request.timeout = kTimeout;
  return request;
}

/// Nobody waits for a second attempt at a test.
WebhookCall DeliverWebhook::failure(const WebhookLease& lease, std::string why,
                                    milliseconds at_least) const {
  WebhookCall call{.error = std::move(why)};
  if (lease.attempt < WebhookOutbox::kAttemptsMax && lease.event != WebhookEvent::test) {
    call.again_after = std::max(webhook_retry_delay(lease.attempt, parts_.random), at_least);
  }
  return call;
}

}  // namespace pixferry
