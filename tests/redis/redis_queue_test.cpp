#include "pipeline/queue/redis_queue.hpp"

#include <future>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "testing/work_queue_contract.hpp"
#include "tests/redis/redis_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<RedisQueue> connected_queue(const RedisConfig& config, const Clock& clock) {
  auto queue = std::make_unique<RedisQueue>(config, clock, redis_chance());
  const auto checked = queue->check(within_a_minute());
  EXPECT_TRUE(checked) << checked.error().message;
  return queue;
}

WorkQueueCase queue_on(std::string name, const RedisServer& (*server)()) {
  return {std::move(name),
          [server](const Clock& clock) { return connected_queue(server().config(), clock); }};
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WorkQueueContract);
INSTANTIATE_TEST_SUITE_P(Redis, WorkQueueContract,
                         testing::ValuesIn(where_redis_is_installed<WorkQueueCase>(
                             {queue_on("Plain", plain_redis), queue_on("Tls", tls_redis)})),
                         work_queue_case_name);

TEST(RedisQueue, IsOneQueueForAllProcesses) {
  PIXFERRY_SKIP_WITHOUT_REDIS();
  const SystemClock clock;
  const auto config = plain_redis().config();
  const auto first = connected_queue(config, clock);
  const auto second = connected_queue(config, clock);
  const auto job = [](std::uint64_t number) { return Work{JobId::from_random(0, number)}; };
  for (const std::uint64_t number : {5U, 3U, 4U}) {
    EXPECT_TRUE(first->push(job(number)));
    EXPECT_TRUE(second->push(job(number))) << "waits already";
  }
  EXPECT_EQ(*second->pop(within_a_minute(), WorkKind::files), job(5));
  EXPECT_EQ(*first->pop(within_a_minute(), WorkKind::files), job(3));
  EXPECT_EQ(*second->pop(within_a_minute(), WorkKind::files), job(4));
  const Context soon{.stop = {}, .deadline = clock.steady() + 30ms};
  EXPECT_FALSE(*first->pop(soon, WorkKind::files));
}

TEST(RedisQueue, GivesEachTokenToOneOfManyProcesses) {
  PIXFERRY_SKIP_WITHOUT_REDIS();
  constexpr std::size_t kJobs = 200;
  const SystemClock clock;
  const auto config = plain_redis().config();
  std::mutex mutex;
  std::multiset<JobId> popped;
  std::promise<void> all_popped;
  std::stop_source stop;
  std::vector<std::unique_ptr<RedisQueue>> queues;
  for (int process = 0; process < 4; ++process) queues.push_back(connected_queue(config, clock));
  {
    std::vector<std::jthread> threads;
    for (auto& queue : queues) {
      threads.emplace_back([&] {
        while (const auto work = *queue->pop({.stop = stop.get_token()}, WorkKind::files)) {
          const std::lock_guard lock{mutex};
          popped.insert(work->job);
          if (popped.size() == kJobs) all_popped.set_value();
        }
      });
    }
    for (std::size_t number = 0; number < kJobs; ++number) {
      const Work work{.job = JobId::from_random(0, number)};
      EXPECT_TRUE(queues[number % queues.size()]->push(work));
    }
    EXPECT_EQ(all_popped.get_future().wait_for(60s), std::future_status::ready);
    stop.request_stop();
  }
  EXPECT_EQ(popped.size(), kJobs);
  EXPECT_EQ(std::set(popped.begin(), popped.end()).size(), kJobs);
}

TEST(RedisQueue, WakesAnotherProcessThatWaits) {
  PIXFERRY_SKIP_WITHOUT_REDIS();
  const SystemClock clock;
  const auto config = plain_redis().config();
  const auto gateway = connected_queue(config, clock);
  const auto worker = connected_queue(config, clock);
  auto waiting = std::async(std::launch::async,
                            [&] { return worker->pop(within_a_minute(), WorkKind::listing); });
  const Work work{.job = JobId::from_random(0, 1), .kind = WorkKind::listing};
  EXPECT_TRUE(gateway->push(work));
  EXPECT_EQ(*waiting.get(), work);
}

}  // namespace
}  // namespace pixferry
