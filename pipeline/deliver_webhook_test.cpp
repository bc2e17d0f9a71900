#include "pipeline/deliver_webhook.hpp"

#include <gmock/gmock.h>

#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "pipeline/platform/trace_context.hpp"
#include "pipeline/webhooks/webhook_secret.hpp"
#include "testing/manual_clock.hpp"
#include "testing/seeded_random.hpp"
#include "testing/webhook_catalog.hpp"
#include "testing/webhook_receiver.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// One webhook in a catalog, and a receiver that it leads to.
class DeliveringWebhooks : public testing::Test {
 protected:
  DeliveringWebhooks() { EXPECT_TRUE(migrate({}, *database_, random_)); }

  void add(const std::string& url) {
    auto webhook = new_webhook(1);
    webhook.url = url;
    ASSERT_TRUE(*registry_.add({}, webhook));
    id_ = webhook.id;
  }

  /// A message of that event, as if its job had ended.
  void write_message(WebhookEvent event = WebhookEvent::job_completed,
                     const std::string& trace_parent = "") {
    auto transaction = *database_->begin({}, Access::write);
    const std::vector<SqlValue> values{id_.text(), "msg_" + std::to_string(++messages_),
                                       std::string{name(event)}, trace_parent,
                                       to_milliseconds(clock_.now())};
    const auto written = transaction->query(
        "INSERT INTO pixferry.webhook_delivery (webhook_id, message_id, event, body, trace_parent, "
        "available_at, created_at) VALUES ($1, $2, $3, '{\"type\":\"x\"}', $4, @at($5), @at($5))",
        values);
    ASSERT_TRUE(written) << written.error().message;
    ASSERT_TRUE(transaction->commit());
  }

  /// Makes the only delivery that is due.
  void deliver(std::vector<std::string> allowed_origins) {
    HttpClient http{{.trusted_origins = allowed_origins}, system_clock_, limits_};
    DeliverWebhook deliver{{.outbox = outbox_,
                            .http = http,
                            .clock = clock_,
                            .random = random_,
                            .allowed_origins = allowed_origins}};
    const auto due = outbox_.claim({}, 10, DeliverWebhook::kLease);
    ASSERT_TRUE(due);
    ASSERT_THAT(*due, SizeIs(1));
    const auto delivered = deliver.run(Context{stop_.get_token()}, due->front());
    EXPECT_EQ(static_cast<bool>(delivered), !stop_.stop_requested());
  }

  WebhookDelivery newest() {
    return (**registry_.deliveries({}, {kDefaultOwner, id_}, {.limit = 1})).deliveries.at(0);
  }
  WebhookAttempt last_attempt() { return newest().attempts.back(); }

  ManualClock clock_;
  SystemClock system_clock_;
  SeededRandom random_{5};
  Limits limits_;
  std::unique_ptr<SqliteDatabase> database_ = *SqliteDatabase::open(":memory:");
  WebhookRegistry registry_{*database_, clock_};
  WebhookOutbox outbox_{*database_, clock_};
  std::stop_source stop_;
  WebhookId id_;
  int messages_ = 0;
};

TEST_F(DeliveringWebhooks, TellWhoTheyAreFromAndOfWhichMoment) {
  WebhookReceiver receiver{kWebhookSecret};
  add(receiver.url());
  write_message();
  deliver({receiver.origin()});
  const auto received = receiver.received();
  ASSERT_THAT(received, SizeIs(1));
  EXPECT_TRUE(received[0].is_genuine);
  EXPECT_EQ(received[0].id, "msg_1");
  EXPECT_EQ(received[0].body, R"({"type":"x"})");
  EXPECT_EQ(received[0].content_type, "application/json");
  EXPECT_EQ(received[0].timestamp, "1800000000");
  EXPECT_EQ(received[0].trace_parent, "");
  EXPECT_EQ(newest().state, WebhookDeliveryState::delivered);
  EXPECT_EQ(last_attempt().status, 204);
}

TEST_F(DeliveringWebhooks, AreNotTakenForGenuineByWhoHasAnotherSecret) {
  WebhookReceiver receiver{"whsec_QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD"};
  add(receiver.url());
  write_message();
  deliver({receiver.origin()});
  ASSERT_THAT(receiver.received(), SizeIs(1));
  EXPECT_FALSE(receiver.received()[0].is_genuine);
}

TEST_F(DeliveringWebhooks, AreGenuineByTheOldSecretWhileANewOneComesIn) {
  WebhookReceiver receiver{kWebhookSecret};
  add(receiver.url());
  ASSERT_TRUE(registry_.replace_secret({}, {kDefaultOwner, id_}, new_webhook_secret(random_)));
  write_message();
  deliver({receiver.origin()});
  EXPECT_TRUE(receiver.received().at(0).is_genuine);
  clock_.advance(WebhookRegistry::kOldSecretSignsFor);
  write_message();
  deliver({receiver.origin()});
  EXPECT_FALSE(receiver.received().at(1).is_genuine);
}

TEST_F(DeliveringWebhooks, StayInTheTraceOfTheRequestBehindThem) {
  const std::string given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  WebhookReceiver receiver{kWebhookSecret};
  add(receiver.url());
  write_message(WebhookEvent::job_failed, given);
  deliver({receiver.origin()});
  const auto passed_on = TraceContext::parse(receiver.received().at(0).trace_parent);
  ASSERT_TRUE(passed_on);
  EXPECT_EQ(passed_on->trace_id, "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_NE(passed_on->parent_id, "00f067aa0ba902b7");
}

TEST_F(DeliveringWebhooks, AreTriedAgainUnderTheirIdUntilTheyAreAccepted) {
  WebhookReceiver receiver{kWebhookSecret, [](const auto&, std::size_t before) {
                             return before < 2 ? loopback_answer(503, "later")
                                               : loopback_answer(200, "thanks");
                           }};
  add(receiver.url());
  write_message();
  deliver({receiver.origin()});
  EXPECT_EQ(newest().state, WebhookDeliveryState::pending);
  EXPECT_EQ(last_attempt().status, 503);
  EXPECT_EQ(last_attempt().answer, "later");
  EXPECT_THAT(last_attempt().error, HasSubstr("status 503"));
  EXPECT_GE(*newest().next_attempt_at - clock_.now(), 5s);
  EXPECT_LE(*newest().next_attempt_at - clock_.now(), 6s);
  clock_.advance(6s);
  deliver({receiver.origin()});
  EXPECT_GE(*newest().next_attempt_at - clock_.now(), 60s);
  clock_.advance(72s);
  deliver({receiver.origin()});
  EXPECT_EQ(newest().state, WebhookDeliveryState::delivered);
  EXPECT_EQ(last_attempt().answer, "");
  const auto received = receiver.received();
  ASSERT_THAT(received, SizeIs(3));
  EXPECT_EQ(received[0].id, received[2].id);
  EXPECT_EQ(received[0].body, received[2].body);
  EXPECT_NE(received[0].timestamp, received[2].timestamp);
  EXPECT_TRUE(received[2].is_genuine);
}

TEST_F(DeliveringWebhooks, AreGivenUpAfterADayOfAttempts) {
  WebhookReceiver receiver{kWebhookSecret, WebhookReceiver::refuse(500)};
  add(receiver.url());
  write_message();
  const auto begin = clock_.now();
  for (int i = 1; i <= WebhookOutbox::kAttemptsMax; ++i) {
    ASSERT_EQ(newest().state, WebhookDeliveryState::pending) << i;
    clock_.advance(*newest().next_attempt_at - clock_.now());
    deliver({receiver.origin()});
  }
  EXPECT_EQ(newest().state, WebhookDeliveryState::failed);
  EXPECT_THAT(receiver.received(), SizeIs(WebhookOutbox::kAttemptsMax));
  EXPECT_GE(clock_.now() - begin, 20h);
  EXPECT_LE(clock_.now() - begin, 28h);
}

TEST_F(DeliveringWebhooks, ComeBackNoSoonerThanTheyAreAsked) {
  WebhookReceiver receiver{kWebhookSecret, [](const auto&, std::size_t) {
                             return loopback_answer(429, "", {{"Retry-After", "600"}});
                           }};
  add(receiver.url());
  write_message();
  deliver({receiver.origin()});
  EXPECT_EQ(*newest().next_attempt_at - clock_.now(), 600s);
}

TEST_F(DeliveringWebhooks, DoNotFollowRedirects) {
  WebhookReceiver elsewhere{kWebhookSecret};
  WebhookReceiver receiver{kWebhookSecret, [&](const auto&, std::size_t) {
                             return loopback_answer(307, "", {{"Location", elsewhere.url()}});
                           }};
  add(receiver.url());
  write_message();
  deliver({receiver.origin(), elsewhere.origin()});
  EXPECT_EQ(elsewhere.connections(), 0);
  EXPECT_EQ(last_attempt().status, 307);
  EXPECT_THAT(last_attempt().error, HasSubstr("redirects are not followed"));
}

TEST_F(DeliveringWebhooks, AnswerOf410EndsTheWebhook) {
  WebhookReceiver receiver{kWebhookSecret, WebhookReceiver::refuse(410)};
  add(receiver.url());
  write_message();
  deliver({receiver.origin()});
  EXPECT_EQ(newest().state, WebhookDeliveryState::failed);
  EXPECT_TRUE((*registry_.webhook({}, {kDefaultOwner, id_}))->disabled_at);
}

TEST_F(DeliveringWebhooks, OfTestsAreMadeOnce) {
  WebhookReceiver receiver{kWebhookSecret, WebhookReceiver::refuse(500)};
  add(receiver.url());
  write_message(WebhookEvent::test);
  deliver({receiver.origin()});
  EXPECT_EQ(newest().state, WebhookDeliveryState::failed);
}

TEST_F(DeliveringWebhooks, ReadOnlyTheBeginningOfAnAnswer) {
  for (const int status : {200, 500}) {
    WebhookReceiver receiver{kWebhookSecret, [status](const auto&, std::size_t) {
                               return loopback_answer(status, std::string(1u << 20, 'a'));
                             }};
    add(receiver.url());
    write_message();
    deliver({receiver.origin()});
    EXPECT_EQ(newest().state, WebhookDeliveryState::pending) << status;
    EXPECT_LE(last_attempt().answer.size(), WebhookOutbox::kAnswerBytesMax);
    ASSERT_TRUE(*registry_.remove({}, {kDefaultOwner, id_}));
  }
}

TEST_F(DeliveringWebhooks, ThatCannotBeConnectedAreTriedAgainAndSayWhy) {
  std::string url;
  std::string origin;
  {
    WebhookReceiver gone{kWebhookSecret};
    url = gone.url();
    origin = gone.origin();
  }
  add(url);
  write_message();
  deliver({origin});
  EXPECT_EQ(newest().state, WebhookDeliveryState::pending);
  EXPECT_FALSE(last_attempt().status);
  EXPECT_NE(last_attempt().error, "");
}

TEST_F(DeliveringWebhooks, AreNotMadeToWhatIsNotAllowedAnyMore) {
  WebhookReceiver receiver{kWebhookSecret};
  add(receiver.url());
  write_message();
  deliver({});
  EXPECT_EQ(receiver.connections(), 0);
  EXPECT_THAT(last_attempt().error, HasSubstr("https"));
}

TEST_F(DeliveringWebhooks, ThatAreCalledOffAreHandedBackUncounted) {
  WebhookReceiver receiver{kWebhookSecret};
  add(receiver.url());
  write_message();
  stop_.request_stop();
  deliver({receiver.origin()});
  EXPECT_THAT(newest().attempts, IsEmpty());
  const auto again = outbox_.claim({}, 1, 1s);
  ASSERT_THAT(*again, SizeIs(1));
  EXPECT_EQ(again->front().attempt, 1);
}

}  // namespace
}  // namespace pixferry
