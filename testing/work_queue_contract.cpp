#include "testing/work_queue_contract.hpp"

#include <future>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace pixferry {

using namespace std::chrono_literals;

void WorkQueueContract::push(std::uint64_t number, WorkKind kind) {
  const auto pushed = queue_->push({.job = job(number), .kind = kind});
  ASSERT_TRUE(pushed) << pushed.error().message;
}

std::optional<Work> WorkQueueContract::pop(WorkKind kind) {
  const auto popped = queue_->pop({.stop = {}, .deadline = clock_.steady() + 50ms}, kind);
  EXPECT_TRUE(popped);
  return popped ? *popped : std::nullopt;
}

namespace {

TEST_P(WorkQueueContract, GivesNothingWhenNothingWasPushed) {
  EXPECT_FALSE(pop(WorkKind::files));
  EXPECT_FALSE(pop(WorkKind::listing));
}

TEST_P(WorkQueueContract, GivesBackInTheOrderOfPushing) {
  for (const std::uint64_t number : {3U, 1U, 2U}) push(number);
  for (const std::uint64_t number : {3U, 1U, 2U}) {
    EXPECT_EQ(pop(), (Work{.job = job(number), .kind = WorkKind::files}));
  }
  EXPECT_FALSE(pop());
}

TEST_P(WorkQueueContract, KeepsTheKindsApart) {
  push(1, WorkKind::listing);
  EXPECT_FALSE(pop(WorkKind::files));
  EXPECT_EQ(pop(WorkKind::listing), (Work{.job = job(1), .kind = WorkKind::listing}));
}

TEST_P(WorkQueueContract, AddsNoTokenThatWaitsAlready) {
  push(1);
  push(2);
  push(1);
  push(1, WorkKind::listing);
  EXPECT_EQ(pop().value().job, job(1));
  EXPECT_EQ(pop().value().job, job(2));
  EXPECT_FALSE(pop());
  EXPECT_TRUE(pop(WorkKind::listing));
}

TEST_P(WorkQueueContract, TakesATokenAgainOnceItWasPopped) {
  push(1);
  ASSERT_TRUE(pop());
  push(1);
  EXPECT_TRUE(pop());
}

TEST_P(WorkQueueContract, TakesTurnsBetweenJobsWhoseTokensGoBackToTheTail) {
  push(1);
  push(2);
  std::vector<JobId> turns;
  for (int i = 0; i < 6; ++i) {
    turns.push_back(pop().value().job);
    ASSERT_TRUE(queue_->push({.job = turns.back()}));
  }
  EXPECT_EQ(turns, (std::vector{job(1), job(2), job(1), job(2), job(1), job(2)}));
}

TEST_P(WorkQueueContract, GivesNothingOnceTheDeadlineIsOver) {
  const auto start = clock_.steady();
  EXPECT_FALSE(*queue_->pop({.stop = {}, .deadline = start - 1s}, WorkKind::files));
  EXPECT_FALSE(*queue_->pop({.stop = {}, .deadline = start + 20ms}, WorkKind::files));
  EXPECT_GE(clock_.steady() - start, 20ms);
}

TEST_P(WorkQueueContract, GivesNothingWhenStopped) {
  std::stop_source stop;
  stop.request_stop();
  push(1);
  const auto popped = queue_->pop({.stop = stop.get_token()}, WorkKind::files);
  ASSERT_TRUE(popped);
  EXPECT_FALSE(*popped);
  EXPECT_TRUE(pop()) << "the token is still there for others";
}

TEST_P(WorkQueueContract, LetsGoOfWhoWaitsWhenStopped) {
  std::stop_source stop;
  auto waiting = std::async(
      std::launch::async, [&] { return queue_->pop({.stop = stop.get_token()}, WorkKind::files); });
  stop.request_stop();
  const auto popped = waiting.get();
  ASSERT_TRUE(popped);
  EXPECT_FALSE(*popped);
}

TEST_P(WorkQueueContract, WakesWhoWaits) {
  auto waiting = std::async(std::launch::async, [&] {
    return queue_->pop({.stop = {}, .deadline = clock_.steady() + 60s}, WorkKind::listing);
  });
  push(7, WorkKind::listing);
  EXPECT_EQ(waiting.get()->value().job, job(7));
}

TEST_P(WorkQueueContract, HandsEachTokenToOneOfManyThreads) {
  constexpr std::uint64_t kJobs = 200;
  std::mutex mutex;
  std::multiset<JobId> popped;
  {
    std::stop_source stop;
    std::vector<std::jthread> threads;
    std::promise<void> all_popped;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        while (true) {
          const auto work = queue_->pop({.stop = stop.get_token()}, WorkKind::files);
          if (!work || !*work) return;
          const std::lock_guard lock{mutex};
          popped.insert((*work)->job);
          if (popped.size() == kJobs) all_popped.set_value();
        }
      });
    }
    for (std::uint64_t number = 0; number < kJobs; ++number) push(number);
    EXPECT_EQ(all_popped.get_future().wait_for(60s), std::future_status::ready);
    stop.request_stop();
  }
  EXPECT_EQ(popped.size(), kJobs);
  EXPECT_EQ(std::set(popped.begin(), popped.end()).size(), kJobs);
}

}  // namespace

std::string work_queue_case_name(const testing::TestParamInfo<WorkQueueCase>& info) {
  return info.param.name;
}

}  // namespace pixferry
