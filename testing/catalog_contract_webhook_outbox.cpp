#include <gmock/gmock.h>

#include "testing/catalog_contract.hpp"
#include "testing/webhook_catalog.hpp"

namespace pixferry {

void keep_catalog_webhook_outbox_contract() {}

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST_P(CatalogContract, AMessageIsGivenToOneSenderAtATime) {
  WebhookSending outbox{database(), clock_};
  EXPECT_THAT(outbox.claim(), IsEmpty());
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  const auto lease = outbox.claim_one();
  EXPECT_EQ(lease.message_id, "msg_1");
  EXPECT_EQ(lease.webhook, id);
  EXPECT_EQ(lease.url, "https://example.com/hook/1");
  ASSERT_THAT(lease.secrets, SizeIs(1));
  EXPECT_EQ(lease.secrets[0].reveal(), kWebhookSecret);
  EXPECT_EQ(lease.attempt, 1);
  EXPECT_THAT(outbox.claim(), IsEmpty());
}

TEST_P(CatalogContract, AWebhookIsCalledOnceAtATimeAndOthersMeanwhile) {
  WebhookSending outbox{database(), clock_};
  const auto slow = outbox.add(1);
  const auto other = outbox.add(2);
  outbox.write_test(slow, "msg_1");
  outbox.write_test(slow, "msg_2");
  const auto first = outbox.claim_one();
  EXPECT_EQ(first.message_id, "msg_1");
  outbox.write_test(other, "msg_3");
  const auto second = outbox.claim_one();
  EXPECT_EQ(second.message_id, "msg_3");
  outbox.record(first, {});
  EXPECT_EQ(outbox.claim_one().message_id, "msg_2");
}

TEST_P(CatalogContract, AMessageWhoseSenderDiedIsGivenToAnotherUnderItsId) {
  WebhookSending outbox{database(), clock_};
  outbox.write_test(outbox.add(1), "msg_1");
  const auto lost = outbox.claim_one();
  clock_.advance(WebhookSending::kLease);
  const auto again = outbox.claim_one();
  EXPECT_EQ(again.message_id, "msg_1");
  EXPECT_EQ(again.body, lost.body);
  EXPECT_EQ(again.attempt, 2);
  const auto late = outbox->record(context_, lost, {});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::lease_lost);
  EXPECT_EQ(outbox.newest(again.webhook).state, WebhookDeliveryState::pending);
  outbox.record(again, {});
  EXPECT_EQ(outbox.newest(again.webhook).state, WebhookDeliveryState::delivered);
}

TEST_P(CatalogContract, WhatWasAcceptedIsOver) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  const auto lease = outbox.claim_one();
  clock_.advance(1s);
  outbox.record(lease, {.duration = 34ms, .status = 204});
  const auto delivery = outbox.newest(id);
  EXPECT_EQ(delivery.state, WebhookDeliveryState::delivered);
  EXPECT_FALSE(delivery.next_attempt_at);
  ASSERT_THAT(delivery.attempts, SizeIs(1));
  EXPECT_EQ(delivery.attempts[0].number, 1);
  EXPECT_EQ(delivery.attempts[0].at, clock_.now());
  EXPECT_EQ(delivery.attempts[0].duration, 34ms);
  EXPECT_EQ(delivery.attempts[0].status, 204);
  EXPECT_EQ(delivery.attempts[0].error, "");
  EXPECT_EQ(outbox.webhook(id).last_delivered_at, clock_.now());
  clock_.advance(48h);
  EXPECT_THAT(outbox.claim(), IsEmpty());
}

TEST_P(CatalogContract, WhatWasRefusedIsTriedAgainWhenItIsTime) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  job_with({});
  settle();
  outbox.record(outbox.claim_one(), refused_webhook(5s));
  const auto delivery = outbox.newest(id);
  EXPECT_EQ(delivery.state, WebhookDeliveryState::pending);
  EXPECT_EQ(delivery.next_attempt_at, clock_.now() + 5s);
  ASSERT_THAT(delivery.attempts, SizeIs(1));
  EXPECT_EQ(delivery.attempts[0].status, 500);
  EXPECT_EQ(delivery.attempts[0].error, "The receiver answered with status 500.");
  EXPECT_EQ(delivery.attempts[0].answer, "oops");
  EXPECT_EQ(outbox.webhook(id).failing_since, clock_.now());
  clock_.advance(4999ms);
  EXPECT_THAT(outbox.claim(), IsEmpty());
  clock_.advance(1ms);
  const auto second = outbox.claim_one();
  EXPECT_EQ(second.attempt, 2);
  EXPECT_EQ(second.token, outbox.newest(id).attempts.size() + 1);
  outbox.record(second, {});
  EXPECT_THAT(outbox.newest(id).attempts, SizeIs(2));
  EXPECT_FALSE(outbox.webhook(id).failing_since);
}

TEST_P(CatalogContract, AMessageThatWaitsForItsNextAttemptDoesNotHoldUpOthers) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  outbox.record(outbox.claim_one(), refused_webhook(1h));
  outbox.write_test(id, "msg_2");
  EXPECT_EQ(outbox.claim_one().message_id, "msg_2");
}

TEST_P(CatalogContract, WhatIsGivenUpStaysFailedUntilItIsAskedForAgain) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  outbox.record(outbox.claim_one(), refused_webhook(std::nullopt));
  EXPECT_EQ(outbox.newest(id).state, WebhookDeliveryState::failed);
  clock_.advance(48h);
  EXPECT_THAT(outbox.claim(), IsEmpty());
  const auto number = outbox.newest(id).id;
  const auto again = outbox.registry().redeliver(context_, {kDefaultOwner, id}, number);
  ASSERT_TRUE(again && *again);
  EXPECT_EQ((*again)->state, WebhookDeliveryState::pending);
  const auto lease = outbox.claim_one();
  EXPECT_EQ(lease.message_id, "msg_1") << "a receiver can tell that it is the same message";
  EXPECT_EQ(lease.attempt, 1) << "all attempts are there anew";
  outbox.record(lease, {});
  ASSERT_THAT(outbox.newest(id).attempts, SizeIs(2));
  EXPECT_EQ(outbox.newest(id).attempts[1].number, 2);
}

TEST_P(CatalogContract, ADeliveryThatIsBeingMadeIsNotMadeTwiceForBeingAskedForAgain) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  const auto lease = outbox.claim_one();
  ASSERT_TRUE(*outbox.registry().redeliver(context_, {kDefaultOwner, id}, outbox.newest(id).id));
  EXPECT_THAT(outbox.claim(), IsEmpty());
  outbox.record(lease, {});
  EXPECT_EQ(outbox.newest(id).state, WebhookDeliveryState::delivered);
}

TEST_P(CatalogContract, AnUnknownDeliveryOrOneOfAnotherWebhookIsNotRedelivered) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  const auto other = outbox.add(2);
  outbox.write_test(id, "msg_1");
  outbox.record(outbox.claim_one(), {});
  const auto number = outbox.newest(id).id;
  for (const std::int64_t unknown :
       {number + 1, std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_FALSE(*outbox.registry().redeliver(context_, {kDefaultOwner, id}, unknown)) << unknown;
  }
  EXPECT_FALSE(*outbox.registry().redeliver(context_, {kDefaultOwner, other}, number));
  EXPECT_EQ(outbox.newest(id).state, WebhookDeliveryState::delivered);
}

TEST_P(CatalogContract, AnAttemptThatWasNotMadeIsNotCounted) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  ASSERT_TRUE(outbox->hand_back(context_, outbox.claim_one()));
  const auto lease = outbox.claim_one();
  EXPECT_EQ(lease.attempt, 1);
  ASSERT_TRUE(outbox->release_leases(context_));
  EXPECT_EQ(outbox.claim_one().attempt, 2) << "nobody knows whether it was made";
  EXPECT_THAT(outbox.newest(id).attempts, IsEmpty());
}

TEST_P(CatalogContract, AMessageWhoseEverySenderDiesFailsInTheEnd) {
  WebhookSending outbox{database(), clock_};
  const auto id = outbox.add(1);
  outbox.write_test(id, "msg_1");
  for (int i = 1; i <= WebhookOutbox::kAttemptsMax; ++i) {
    EXPECT_EQ(outbox.claim_one().attempt, i);
    clock_.advance(WebhookSending::kLease);
  }
  EXPECT_THAT(outbox.claim(), IsEmpty());
  const auto delivery = outbox.newest(id);
  EXPECT_EQ(delivery.state, WebhookDeliveryState::failed);
  ASSERT_THAT(delivery.attempts, SizeIs(1));
  EXPECT_THAT(delivery.attempts[0].error, HasSubstr("process ended"));
}

}  // namespace
}  // namespace pixferry
