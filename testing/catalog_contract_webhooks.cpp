#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "testing/catalog_contract.hpp"
#include "testing/webhook_catalog.hpp"

namespace pixferry {

void keep_catalog_webhooks_contract() {}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;
using enum WebhookEvent;
namespace bj = boost::json;

/// What people ask of webhooks, with what goes wrong failing the test.
class Hooks {
 public:
  Hooks(Database& database, const Clock& clock) : registry_(database, clock) {}

  Webhook add(const NewWebhook& webhook) {
    const auto added = registry_.add({}, webhook);
    EXPECT_TRUE(added) << added.error().message;
    EXPECT_TRUE(*added);
    return **added;
  }
  std::vector<Webhook> all(std::string_view owner = kDefaultOwner) {
    return *registry_.webhooks({}, owner);
  }
  std::vector<WebhookDelivery> deliveries(const WebhookId& id) {
    const auto page = registry_.deliveries({}, {kDefaultOwner, id}, {.limit = 100});
    EXPECT_TRUE(page) << page.error().message;
    EXPECT_TRUE(*page);
    return (*page)->deliveries;
  }
  WebhookRegistry* operator->() { return &registry_; }

 private:
  WebhookRegistry registry_;
};

TEST_P(CatalogContract, AWebhookIsShownAsItWasAdded) {
  Hooks hooks{database(), clock_};
  const auto added = hooks.add(new_webhook(7, {job_failed, job_completed}));
  EXPECT_EQ(added.id, WebhookId::from_random(7));
  EXPECT_EQ(added.url, "https://example.com/hook/7");
  EXPECT_EQ(added.description, "number 7");
  EXPECT_THAT(added.events, testing::UnorderedElementsAre(job_failed, job_completed));
  EXPECT_EQ(added.created_at, clock_.now());
  EXPECT_FALSE(added.disabled_at || added.failing_since || added.last_delivered_at);
  EXPECT_FALSE(added.old_secret_until);
  ASSERT_THAT(hooks.all(), SizeIs(1));
  EXPECT_EQ(hooks.all()[0].id, added.id);
  EXPECT_EQ(hooks.all()[0].events, added.events);
}

TEST_P(CatalogContract, WebhooksStandInTheOrderInWhichTheyWereAdded) {
  Hooks hooks{database(), clock_};
  hooks.add(new_webhook(9));
  clock_.advance(std::chrono::milliseconds{1});
  hooks.add(new_webhook(1));
  ASSERT_THAT(hooks.all(), SizeIs(2));
  EXPECT_EQ(hooks.all()[0].id, WebhookId::from_random(9));
  EXPECT_EQ(hooks.all()[1].id, WebhookId::from_random(1));
}

TEST_P(CatalogContract, AnOwnerHasABoundedNumberOfWebhooks) {
  Hooks hooks{database(), clock_};
  for (int i = 1; i <= WebhookRegistry::kWebhooksMax; ++i) {
    hooks.add(new_webhook(static_cast<std::uint64_t>(i)));
  }
  const auto one_more = hooks->add(context_, new_webhook(1000));
  ASSERT_TRUE(one_more) << one_more.error().message;
  EXPECT_FALSE(*one_more);
  auto of_another = new_webhook(1001);
  of_another.owner = "another";
  EXPECT_EQ(hooks.add(of_another).id, of_another.id);
}

TEST_P(CatalogContract, AWebhookOfAnotherOwnerIsNotThere) {
  Hooks hooks{database(), clock_};
  const auto id = hooks.add(new_webhook(1)).id;
  const OwnWebhook foreign{"another", id};
  EXPECT_THAT(hooks.all("another"), IsEmpty());
  EXPECT_FALSE(*hooks->webhook(context_, foreign));
  EXPECT_FALSE(*hooks->enable(context_, foreign));
  EXPECT_FALSE(*hooks->replace_secret(context_, foreign, Secret{"s"}));
  EXPECT_FALSE(*hooks->test(context_, foreign, "msg_1"));
  EXPECT_FALSE(*hooks->deliveries(context_, foreign, {}));
  ASSERT_TRUE(*hooks->test(context_, {kDefaultOwner, id}, "msg_2"));
  EXPECT_FALSE(*hooks->redeliver(context_, foreign, hooks.deliveries(id)[0].id));
  EXPECT_FALSE(*hooks->remove(context_, foreign));
  EXPECT_THAT(hooks.all(), SizeIs(1));
}

TEST_P(CatalogContract, ARemovedWebhookIsGoneWithItsDeliveries) {
  Hooks hooks{database(), clock_};
  const auto id = hooks.add(new_webhook(1)).id;
  hooks.add(new_webhook(2));
  const auto job = job_with({});
  settle();
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.webhook_delivery"), 2);
  EXPECT_TRUE(*hooks->remove(context_, {kDefaultOwner, id}));
  EXPECT_FALSE(*hooks->remove(context_, {kDefaultOwner, id}));
  EXPECT_THAT(hooks.all(), SizeIs(1));
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.webhook_delivery"), 1);
  EXPECT_EQ(snapshot(job).state, JobState::completed);
}

TEST_P(CatalogContract, TheEndOfAJobIsToldToThoseWhoChoseIt) {
  Hooks hooks{database(), clock_};
  const auto completed = hooks.add(new_webhook(1, {job_completed})).id;
  const auto failed_or_cancelled = hooks.add(new_webhook(2, {job_failed, job_cancelled})).id;
  auto foreign = new_webhook(3);
  foreign.owner = "another";
  hooks.add(foreign);

  const auto done = job_with({"a", "b"});
  const auto leases = claim(done);
  finish({{leases[0], imported("A")}, {leases[1], failed()}});
  EXPECT_THAT(hooks.deliveries(completed), IsEmpty()) << "nothing has ended";
  settle();
  const auto unreadable = start();
  ASSERT_TRUE(ledger_->fail_folder(context_, claim_folder(unreadable),
                                   {ErrorCode::folder_not_found, "Gone."}));
  settle();
  const auto stopped = job_with({"c"});
  cancel(stopped);
  cancel(stopped);
  settle();

  const auto of_first = hooks.deliveries(completed);
  ASSERT_THAT(of_first, SizeIs(1));
  EXPECT_EQ(of_first[0].event, job_completed);
  EXPECT_EQ(of_first[0].job, done.text());
  EXPECT_EQ(of_first[0].state, WebhookDeliveryState::pending);
  EXPECT_EQ(of_first[0].next_attempt_at, clock_.now());
  const auto of_second = hooks.deliveries(failed_or_cancelled);
  ASSERT_THAT(of_second, SizeIs(2));
  EXPECT_EQ(of_second[0].event, job_cancelled);
  EXPECT_EQ(of_second[0].job, stopped.text());
  EXPECT_EQ(of_second[1].event, job_failed);
  EXPECT_EQ(of_second[1].job, unreadable.text());
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.webhook_delivery"), 3);
}

TEST_P(CatalogContract, WhatIsToldHoldsHowTheJobEnded) {
  Hooks hooks{database(), clock_};
  const auto first = hooks.add(new_webhook(1)).id;
  const auto second = hooks.add(new_webhook(2)).id;
  auto asked_for = new_job("root");
  asked_for.trace_parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  start(asked_for);
  list(asked_for.id, {"a", "b", "c"});
  const auto leases = claim(asked_for.id);
  finish({{leases[0], imported("A")}, {leases[1], failed()}});
  cancel(asked_for.id);

  WebhookOutbox outbox{database(), clock_};
  const auto due = outbox.claim(context_, 10, std::chrono::seconds{60});
  ASSERT_TRUE(due) << due.error().message;
  ASSERT_THAT(*due, SizeIs(2));
  EXPECT_THAT((*due)[0].message_id, StartsWith("msg_"));
  EXPECT_NE((*due)[0].message_id, (*due)[1].message_id);
  EXPECT_EQ((*due)[0].trace_parent, asked_for.trace_parent);
  const auto body = bj::parse((*due)[0].body);
  EXPECT_EQ(body.at("type"), "job.cancelled");
  EXPECT_EQ(body.at("timestamp").as_string(), std::string_view{rfc3339(clock_.now())});
  const auto& data = body.at("data");
  EXPECT_EQ(data.at("job_id").as_string(), std::string_view{asked_for.id.text()});
  EXPECT_EQ(data.at("status"), "cancelled");
  EXPECT_EQ(data.at("source"), "google_drive");
  EXPECT_EQ(data.at("total_files"), 3);
  EXPECT_EQ(data.at("imported_files"), 1);
  EXPECT_EQ(data.at("failed_files"), 1);
  EXPECT_EQ(data.at("skipped_files"), 1) << "what was pending is counted as it will be settled";
  EXPECT_TRUE(data.at("error").is_null());
  EXPECT_EQ(hooks.deliveries(first).size() + hooks.deliveries(second).size(), 2U);
}

TEST_P(CatalogContract, AJobThatEndsAgainIsToldAgain) {
  Hooks hooks{database(), clock_};
  const auto id = hooks.add(new_webhook(1)).id;
  const auto job = job_with({"a"});
  finish(claim_one(job), failed());
  settle();
  settle();
  EXPECT_THAT(hooks.deliveries(id), SizeIs(1));
  retry(job);
  finish(claim_one(job), failed());
  settle();
  const auto told = hooks.deliveries(id);
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_NE(told[0].message_id, told[1].message_id);
}

TEST_P(CatalogContract, ATestMessageIsWrittenForOneWebhook) {
  Hooks hooks{database(), clock_};
  const auto id = hooks.add(new_webhook(1)).id;
  hooks.add(new_webhook(2));
  const auto sent = hooks->test(context_, {kDefaultOwner, id}, "msg_test");
  ASSERT_TRUE(sent && *sent);
  EXPECT_EQ((*sent)->message_id, "msg_test");
  EXPECT_EQ((*sent)->event, test);
  EXPECT_FALSE((*sent)->job);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.webhook_delivery"), 1);
}

TEST_P(CatalogContract, DeliveriesAreReadInPagesTheNewestFirst) {
  Hooks hooks{database(), clock_};
  const auto id = hooks.add(new_webhook(1)).id;
  const OwnWebhook own{kDefaultOwner, id};
  for (const auto* message : {"a", "b", "c"}) ASSERT_TRUE(*hooks->test(context_, own, message));
  const auto first = **hooks->deliveries(context_, own, {.limit = 2});
  ASSERT_THAT(first.deliveries, SizeIs(2));
  EXPECT_EQ(first.deliveries[0].message_id, "c");
  EXPECT_EQ(first.deliveries[1].message_id, "b");
  ASSERT_TRUE(first.next_before);
  const auto second = **hooks->deliveries(context_, own, {.before = first.next_before, .limit = 2});
  ASSERT_THAT(second.deliveries, SizeIs(1));
  EXPECT_EQ(second.deliveries[0].message_id, "a");
  EXPECT_FALSE(second.next_before);
  EXPECT_THAT(
      (**hooks->deliveries(context_, own, {.state = WebhookDeliveryState::failed})).deliveries,
      IsEmpty());
  EXPECT_THAT(
      (**hooks->deliveries(context_, own, {.state = WebhookDeliveryState::pending})).deliveries,
      SizeIs(3));
}

TEST_P(CatalogContract, AReplacedSecretSignsForADayBesideTheNewOne) {
  Hooks hooks{database(), clock_};
  const auto id = hooks.add(new_webhook(1)).id;
  const OwnWebhook own{kDefaultOwner, id};
  const auto changed = hooks->replace_secret(context_, own, Secret{"new"});
  ASSERT_TRUE(changed && *changed);
  EXPECT_EQ((*changed)->old_secret_until, clock_.now() + WebhookRegistry::kOldSecretSignsFor);
  WebhookOutbox outbox{database(), clock_};
  const auto secrets = [&](std::string_view message) {
    EXPECT_TRUE(*hooks->test(context_, own, message));
    const auto due = outbox.claim(context_, 1, std::chrono::seconds{1});
    EXPECT_THAT(*due, SizeIs(1));
    std::vector<std::string> revealed;
    for (const auto& secret : due->at(0).secrets) revealed.push_back(secret.reveal());
    EXPECT_TRUE(outbox.record(context_, due->at(0), {}));
    return revealed;
  };
  EXPECT_THAT(secrets("a"), ElementsAre("new", kWebhookSecret));
  clock_.advance(WebhookRegistry::kOldSecretSignsFor);
  EXPECT_THAT(secrets("b"), ElementsAre("new"));
  EXPECT_FALSE(hooks.all()[0].old_secret_until);
}

}  // namespace
}  // namespace pixferry
