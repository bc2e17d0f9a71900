#include "testing/progress_feed_contract.hpp"

#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace pixferry {

using namespace std::chrono_literals;

bool ProgressFeedContract::wakes(ProgressFeed::Subscription& subscription) {
  const auto deadline = clock_.steady() + 60s;
  subscription.wait({.stop = {}, .deadline = deadline});
  return clock_.steady() < deadline;
}

bool ProgressFeedContract::stays_quiet(ProgressFeed::Subscription& subscription) {
  const auto deadline = clock_.steady() + 30ms;
  subscription.wait({.stop = {}, .deadline = deadline});
  return clock_.steady() >= deadline;
}

namespace {

TEST_P(ProgressFeedContract, WakesEverybodyWhoWatchesTheJob) {
  const auto first = feed_->subscribe(job(1));
  const auto second = feed_->subscribe(job(1));
  feed_->publish(job(1));
  EXPECT_TRUE(wakes(*first));
  EXPECT_TRUE(wakes(*second));
}

TEST_P(ProgressFeedContract, WakesNobodyForAnotherJob) {
  const auto subscription = feed_->subscribe(job(1));
  feed_->publish(job(2));
  EXPECT_TRUE(stays_quiet(*subscription));
}

TEST_P(ProgressFeedContract, MakesOneWakeUpOfManyThatNobodyWaitedFor) {
  const auto subscription = feed_->subscribe(job(1));
  for (int i = 0; i < 100; ++i) feed_->publish(job(1));
  EXPECT_TRUE(wakes(*subscription));
  EXPECT_TRUE(stays_quiet(*subscription));
}

TEST_P(ProgressFeedContract, WakesWhoWaitsAlready) {
  const auto subscription = feed_->subscribe(job(1));
  auto waiting = std::async(std::launch::async, [&] { return wakes(*subscription); });
  feed_->publish(job(1));
  EXPECT_TRUE(waiting.get());
}

TEST_P(ProgressFeedContract, KnowsNothingOfWhatWasPublishedBefore) {
  feed_->publish(job(1));
  const auto subscription = feed_->subscribe(job(1));
  EXPECT_TRUE(stays_quiet(*subscription));
}

TEST_P(ProgressFeedContract, EndsTheWaitWhenStopped) {
  const auto subscription = feed_->subscribe(job(1));
  std::stop_source stop;
  auto waiting =
      std::async(std::launch::async, [&] { subscription->wait({.stop = stop.get_token()}); });
  stop.request_stop();
  EXPECT_EQ(waiting.wait_for(60s), std::future_status::ready);
}

TEST_P(ProgressFeedContract, GoesOnWithoutASubscriptionThatEnded) {
  const auto staying = feed_->subscribe(job(1));
  { const auto ending = feed_->subscribe(job(1)); }
  feed_->publish(job(1));
  EXPECT_TRUE(wakes(*staying));
}

TEST_P(ProgressFeedContract, TellsAnObserverOfEveryJobUntilItLeaves) {
  std::vector<JobId> told;
  auto observation = feed_->observe([&](const JobId& woken) { told.push_back(woken); });
  feed_->publish(job(1));
  feed_->publish(job(2));
  EXPECT_EQ(told, (std::vector{job(1), job(2)}));
  observation.reset();
  feed_->publish(job(3));
  EXPECT_EQ(told.size(), 2u);
}

TEST_P(ProgressFeedContract, BearsSubscriptionsThatComeAndGoWhileOthersPublish) {
  std::atomic<bool> is_over = false;
  std::jthread publisher{[&] {
    while (!is_over) feed_->publish(job(1));
  }};
  {
    std::vector<std::jthread> watchers;
    for (int thread = 0; thread < 4; ++thread) {
      watchers.emplace_back([&] {
        for (int i = 0; i < 20; ++i) {
          const auto subscription = feed_->subscribe(job(1));
          EXPECT_TRUE(wakes(*subscription));
        }
      });
    }
  }
  is_over = true;
}

}  // namespace

std::string progress_feed_case_name(const testing::TestParamInfo<ProgressFeedCase>& info) {
  return info.param.name;
}

}  // namespace pixferry
