#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/catalog/webhook_outbox.hpp"
#include "pipeline/catalog/webhook_registry.hpp"
#include "pipeline/model/job.hpp"

namespace pixferry {

inline constexpr std::string_view kWebhookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A webhook of the default owner with kWebhookSecret, that wants to know of every end of a job
/// unless it says otherwise.
inline NewWebhook new_webhook(std::uint64_t id,
                              std::vector<WebhookEvent> events = {WebhookEvent::job_completed,
                                                                  WebhookEvent::job_failed,
                                                                  WebhookEvent::job_cancelled}) {
  return {.id = WebhookId::from_random(id),
          .owner = std::string{kDefaultOwner},
          .url = "https://example.com/hook/" + std::to_string(id),
          .description = "number " + std::to_string(id),
          .events = std::move(events),
          .secret = Secret{std::string{kWebhookSecret}}};
}

/// Webhooks, and who sends their messages; what goes wrong fails the test.
class WebhookSending {
 public:
  static constexpr std::chrono::seconds kLease{60};

  WebhookSending(Database& database, const Clock& clock)
      : registry_(database, clock), outbox_(database, clock) {}

  WebhookId add(std::uint64_t id) {
    const auto added = registry_.add({}, new_webhook(id));
    EXPECT_TRUE(added && *added);
    return (*added)->id;
  }
  void write_test(const WebhookId& id, std::string_view message) {
    EXPECT_TRUE(*registry_.test({}, {kDefaultOwner, id}, message));
  }
  std::vector<WebhookLease> claim(int count = 10) {
    const auto claimed = outbox_.claim({}, count, kLease);
    EXPECT_TRUE(claimed) << claimed.error().message;
    return claimed ? *claimed : std::vector<WebhookLease>{};
  }
  WebhookLease claim_one() {
    const auto claimed = claim();
    EXPECT_EQ(claimed.size(), 1U);
    return claimed.empty() ? WebhookLease{} : claimed[0];
  }
  void record(const WebhookLease& lease, const WebhookCall& call) {
    const auto recorded = outbox_.record({}, lease, call);
    EXPECT_TRUE(recorded) << recorded.error().message;
  }
  Webhook webhook(const WebhookId& id) { return **registry_.webhook({}, {kDefaultOwner, id}); }
  WebhookDelivery newest(const WebhookId& id) {
    return (**registry_.deliveries({}, {kDefaultOwner, id}, {.limit = 1})).deliveries.at(0);
  }
  WebhookRegistry& registry() { return registry_; }
  WebhookOutbox* operator->() { return &outbox_; }

 private:
  WebhookRegistry registry_;
  WebhookOutbox outbox_;
};

/// A receiver answered with an error.
inline WebhookCall refused_webhook(std::optional<std::chrono::milliseconds> again_after) {
  return {.duration = std::chrono::milliseconds{12},
          .status = 500,
          .error = "The receiver answered with status 500.",
          .answer = "oops",
          .again_after = again_after};
}

}  // namespace pixferry
