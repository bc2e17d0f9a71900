#include <gmock/gmock.h>

#include "testing/catalog_contract.hpp"
#include "testing/webhook_catalog.hpp"

namespace pixferry {

void keep_catalog_webhook_health_contract() {}

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST_P(CatalogContract, AWebhookThatFailsForDaysIsDisabledAndSaysWhy) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  job_with({});
  settle();
  outbox.record(outbox.claim_one(), refused_webhook(WebhookOutbox::kFailingMax - 1s));
  const auto since = clock_.now();
  clock_.advance(WebhookOutbox::kFailingMax - 1s);
  outbox.record(outbox.claim_one(), refused_webhook(1s));
  EXPECT_FALSE(outbox.webhook(id).disabled_at);
  EXPECT_EQ(outbox.webhook(id).failing_since, since) << "since the first failure";
  job_with({});
  settle();
  clock_.advance(1s);
  outbox.record(outbox.claim_one(), refused_webhook(1s));
  const auto webhook = outbox.webhook(id);
  EXPECT_EQ(webhook.disabled_at, clock_.now());
  EXPECT_THAT(webhook.disabled_reason, HasSubstr("72 hours"));
  EXPECT_THAT(webhook.disabled_reason, HasSubstr("status 500"));
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.webhook_delivery WHERE state = 'failed'"), 2)
      << "what waited is given up";
  job_with({});
  settle();
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.webhook_delivery"), 2) << "nothing more is told";
}

TEST_P(CatalogContract, AReceiverThatIsGoneDisablesItsWebhookAtOnce) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  job_with({});
  settle();
  auto gone = refused_webhook(5s);
  gone.is_gone = true;
  outbox.record(outbox.claim_one(), gone);
  EXPECT_TRUE(outbox.webhook(id).disabled_at);
  EXPECT_THAT(outbox.webhook(id).disabled_reason, HasSubstr("410"));
  EXPECT_EQ(outbox.newest(id).state, WebhookDeliveryState::failed);
}

TEST_P(CatalogContract, ADisabledWebhookCanBeTestedAndIsToldAgainOnceItIsEnabled) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  job_with({});
  settle();
  auto gone = refused_webhook(5s);
  gone.is_gone = true;
  outbox.record(outbox.claim_one(), gone);
  outbox.write_test(id, "msg_test");
  outbox.record(outbox.claim_one(), {});
  EXPECT_TRUE(outbox.webhook(id).disabled_at) << "only its owner enables it";
  const auto enabled = outbox.registry().enable(context_, {kDefaultOwner, id});
  ASSERT_TRUE(enabled && *enabled);
  EXPECT_FALSE((*enabled)->disabled_at || (*enabled)->failing_since);
  EXPECT_EQ((*enabled)->disabled_reason, "");
  job_with({});
  settle();
  EXPECT_EQ(outbox.claim_one().event, WebhookEvent::job_completed);
}

TEST_P(CatalogContract, AFailedTestIsNotHeldAgainstItsWebhook) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  auto gone = refused_webhook(std::nullopt);
  gone.is_gone = true;
  outbox.record(outbox.claim_one(), gone);
  EXPECT_FALSE(outbox.webhook(id).failing_since);
  EXPECT_FALSE(outbox.webhook(id).disabled_at);
}

TEST_P(CatalogContract, OfManyAttemptsTheNewestAreKeptAndWhatIsWrittenIsBounded) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  const auto number = outbox.newest(id).id;
  for (int i = 0; i < WebhookOutbox::kAttemptsKept + 3; ++i) {
    auto call = refused_webhook(std::nullopt);
    call.error = std::string(10'000, 'e');
    call.answer = std::string(10'000, 'a') + '\0';
    outbox.record(outbox.claim_one(), call);
    ASSERT_TRUE(*outbox.registry().redeliver(context_, {kDefaultOwner, id}, number));
  }
  const auto attempts = outbox.newest(id).attempts;
  ASSERT_THAT(attempts, SizeIs(WebhookOutbox::kAttemptsKept));
  EXPECT_EQ(attempts.front().number, 4);
  EXPECT_EQ(attempts.back().number, WebhookOutbox::kAttemptsKept + 3);
  EXPECT_LE(attempts.back().error.size(), WebhookOutbox::kErrorBytesMax);
  EXPECT_LE(attempts.back().answer.size(), WebhookOutbox::kAnswerBytesMax);
}

TEST_P(CatalogContract, OldDeliveriesAreForgottenAndThoseThatWaitAreNot) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  outbox.record(outbox.claim_one(), {});
  outbox.write_test(id, "msg_2");
  clock_.advance(WebhookOutbox::kDeliveriesKeptFor);
  ASSERT_TRUE(outbox->forget(context_));
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.webhook_delivery"), 2);
  clock_.advance(1ms);
  ASSERT_TRUE(outbox->forget(context_));
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.webhook_delivery"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.webhook_attempt"), 0);
  EXPECT_EQ(outbox.newest(id).message_id, "msg_2");
}

TEST_P(CatalogContract, AWebhookThatIsRemovedWhileItIsCalledChangesNothing) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  const auto lease = outbox.claim_one();
  ASSERT_TRUE(*outbox.registry().remove(context_, {kDefaultOwner, id}));
  const auto recorded = outbox->record(context_, lease, {});
  ASSERT_FALSE(recorded);
  EXPECT_EQ(recorded.error().code, ErrorCode::lease_lost);
}

}  // namespace
}  // namespace pixferry
