#include <gmock/gmock.h>

#include "testing/webhook_catalog.hpp"
#include "testing/webhook_receiver.hpp"
#include "tests/served_program.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class WebhooksTest : public ServedProgram {
 protected:
  std::map<std::string, std::string> settings() const {
    return {{"WEBHOOK_ALLOWED_ORIGINS", receiver_.origin()}};
  }

  /// The id of a webhook that leads to the receiver.
  std::string add() {
    const auto added = send("POST", "/webhooks",
                            R"({"url": ")" + receiver_.url() + R"(", "secret": ")" +
                                std::string{kWebhookSecret} + "\"}");
    EXPECT_EQ(added.status, 201) << added.body;
    return json::text_at(json::parse_strict(added.body, {1u << 20})->as_object(), "id");
  }

  /// Reads the only delivery until it is no longer pending.
  json::bj::object settled_delivery(const std::string& webhook) {
    json::bj::object delivery;
    EXPECT_TRUE(server_->runs_until([&] {
      const auto page = get("/webhooks/" + webhook + "/deliveries");
      delivery = page.at("deliveries").as_array().at(0).as_object();
      return json::text_at(delivery, "state") != "pending";
    }));
    return delivery;
  }

  WebhookReceiver receiver_{kWebhookSecret};
};

TEST_F(WebhooksTest, TellThatAnImportHasEnded) {
  serve({.photos = 3, .folders = 1, .odd_entries = false}, settings());
  const auto webhook = add();
  const auto job = start_import();
  const auto received = receiver_.wait_for(1);
  ASSERT_THAT(received, SizeIs(1));
  EXPECT_TRUE(received[0].is_genuine);
  EXPECT_THAT(received[0].body, HasSubstr(R"("type":"job.completed")"));
  EXPECT_THAT(received[0].body, HasSubstr(job));
  EXPECT_THAT(received[0].body, HasSubstr(R"("imported_files":3)"));
  const auto delivery = settled_delivery(webhook);
  EXPECT_EQ(json::text_at(delivery, "state"), "delivered");
  EXPECT_EQ(json::text_at(delivery, "message_id"), received[0].id);
}

TEST_F(WebhooksTest, AreSentAgainUnderTheirIdAfterTheProcessDiedDuringACall) {
  auto dying = settings();
  dying["CRASH_AT"] = "deliver_webhook.called:1";
  serve({.photos = 1, .folders = 1, .odd_entries = false}, dying);
  const auto webhook = add();
  EXPECT_EQ(send("POST", "/webhooks/" + webhook + "/test").status, 202);
  EXPECT_EQ(server_->wait(), 137);
  EXPECT_THAT(receiver_.received(), SizeIs(1));
  start_server(settings());
  const auto received = receiver_.wait_for(2);
  ASSERT_THAT(received, SizeIs(2));
  EXPECT_EQ(received[0].id, received[1].id);
  EXPECT_EQ(received[0].body, received[1].body);
  EXPECT_TRUE(received[1].is_genuine);
  EXPECT_EQ(json::text_at(settled_delivery(webhook), "state"), "delivered");
  EXPECT_THAT(receiver_.received(), SizeIs(2));
}

TEST_F(WebhooksTest, AndWhatTheImportTookAreCounted) {
  serve({.photos = 3, .folders = 1, .odd_entries = false}, settings());
  settled_delivery([this] {
    const auto webhook = add();
    start_import();
    receiver_.wait_for(1);
    return webhook;
  }());
  const auto metrics = send("GET", "/metrics").body;
  EXPECT_THAT(metrics, HasSubstr("pixferry_files_total{source=\"google_drive\",outcome="
                                 "\"imported\",reason=\"\"} 3\n"));
  for (const auto* stage : {"list", "download", "decode", "upload", "commit"}) {
    EXPECT_THAT(metrics, HasSubstr("pixferry_stage_duration_seconds_count{stage=\"" +
                                   std::string{stage} + "\"}"));
  }
  EXPECT_THAT(metrics, HasSubstr("pixferry_bytes_total{source=\"google_drive\",direction=\"in\"}"));
  EXPECT_THAT(metrics, HasSubstr("pixferry_webhook_calls_total{outcome=\"accepted\"} 1\n"));
  EXPECT_THAT(metrics, HasSubstr("pixferry_workers{state=\"idle\"} 1\n"));
}

TEST_F(WebhooksTest, AreNotSentToThisMachineUnlessItIsAllowed) {
  serve({.photos = 1, .folders = 1, .odd_entries = false});
  const auto refused = send("POST", "/webhooks", R"({"url": ")" + receiver_.url() + "\"}");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(receiver_.connections(), 0);
}

}  // namespace
}  // namespace pixferry
