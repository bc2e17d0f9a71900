#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "pipeline/catalog/webhook_outbox.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/platform/metrics.hpp"
#include "pipeline/platform/random.hpp"

namespace pixferry {

/// One call of a webhook: signs the message, sends it and writes how it went. Thread-safe. A 2xx is
/// a success; everything else, a redirect too, is tried again by webhook_retry_delay(), or later
/// where the receiver asks for that. A receiver has kTimeout for all of it, and of its answer
/// kAnswerBytesMax are read.
class DeliverWebhook {
 public:
  static constexpr std::chrono::seconds kTimeout{15};
  static constexpr std::size_t kAnswerBytesMax = 64u << 10;
  /// How long a call is ours. Its holder must have ended by then.
  static constexpr std::chrono::seconds kLease{60};

  struct Parts {
    WebhookOutbox& outbox;
    HttpClient& http;  ///< trusts the allowed origins, and follows no redirect
    const Clock& clock;
    Random& random;
    std::vector<std::string> allowed_origins;  ///< besides public https ones
    Metrics* metrics = nullptr;                ///< none: nothing is counted
  };

  explicit DeliverWebhook(Parts parts) : parts_(std::move(parts)) {}

  /// Error: that of the catalog, and then the message is delivered once more when the lease has
  /// run out; `stopped`, and then it was handed back.
  Result<> run(const Context& context, const WebhookLease& lease);

 private:
  Result<WebhookCall> call(const Context& context, const WebhookLease& lease);
  HttpRequest request_of(const WebhookLease& lease, std::string url) const;
  WebhookCall failure(const WebhookLease& lease, std::string why,
                      std::chrono::milliseconds at_least = {}) const;

  Parts parts_;
};

/// How long to wait after the attempt of that number (from 1): seconds, then minutes, then hours, a
/// day over all WebhookOutbox::kAttemptsMax, with up to a fifth more by chance.
std::chrono::milliseconds webhook_retry_delay(int attempt, Random& random);

}  // namespace pixferry
