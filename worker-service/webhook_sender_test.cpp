#include "worker-service/webhook_sender.hpp"

#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "pipeline/catalog/webhook_registry.hpp"
#include "testing/import_rig.hpp"
#include "testing/webhook_catalog.hpp"
#include "testing/webhook_receiver.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::SizeIs;

class SendingWebhooks : public testing::Test, protected ImportRig {
 protected:
  WebhookId add(std::uint64_t id, const WebhookReceiver& receiver) {
    auto webhook = new_webhook(id);
    webhook.url = receiver.url();
    EXPECT_TRUE(*registry.add({}, webhook));
    allowed_.push_back(receiver.origin());
    return webhook.id;
  }

  void write_tests(const WebhookId& id, int count) {
    for (int i = 0; i < count; ++i) {
      const auto message = id.text() + "_" + std::to_string(i);
      ASSERT_TRUE(*registry.test({}, {kDefaultOwner, id}, message));
    }
  }

  /// Runs a sender, as a worker would, while `work` is done.
  void send_while(const std::function<void()>& work) {
    HttpClient http{{.trusted_origins = allowed_}, waiting_clock, limits};
    DeliverWebhook deliver{{.outbox = outbox,
                            .http = http,
                            .clock = waiting_clock,
                            .random = random,
                            .allowed_origins = allowed_}};
    std::jthread sending{[&](const std::stop_token& stop) {
      WebhookSender{{.outbox = outbox, .deliver = deliver, .clock = waiting_clock}}.run(stop, 5ms);
    }};
    work();
  }

  WebhookRegistry registry{*database, clock};
  WebhookOutbox outbox{*database, clock};
  std::vector<std::string> allowed_;
};

TEST_F(SendingWebhooks, GoesOnUntilNothingIsDueAndSendsNothingTwice) {
  WebhookReceiver receiver{kWebhookSecret};
  const auto id = add(1, receiver);
  write_tests(id, 20);
  send_while([&] {
    EXPECT_THAT(receiver.wait_for(20), SizeIs(20));
    write_tests(id, 0);
  });
  EXPECT_THAT(receiver.received(), SizeIs(20));
}

TEST_F(SendingWebhooks, OfOneReceiverDoesNotWaitForASlowOne) {
  std::latch released{1};
  WebhookReceiver slow{kWebhookSecret, [&](const auto&, std::size_t) {
                         released.wait();
                         return loopback_answer(204);
                       }};
  WebhookReceiver quick{kWebhookSecret};
  write_tests(add(1, slow), 1);
  write_tests(add(2, quick), 1);
  send_while([&] {
    EXPECT_THAT(quick.wait_for(1), SizeIs(1));
    released.count_down();
  });
}

TEST_F(SendingWebhooks, EndsWhenItIsStoppedAndHandsBackWhatItIsAt) {
  std::latch called{1};
  std::latch released{1};
  WebhookReceiver silent{kWebhookSecret, [&](const auto&, std::size_t) {
                           called.count_down();
                           released.wait();
                           return loopback_answer(204);
                         }};
  write_tests(add(1, silent), 1);
  send_while([&] { called.wait(); });
  released.count_down();
  const auto due = outbox.claim({}, 1, 1s);
  ASSERT_TRUE(due);
  ASSERT_THAT(*due, SizeIs(1));
  EXPECT_EQ(due->front().attempt, 1);
}

}  // namespace
}  // namespace pixferry
