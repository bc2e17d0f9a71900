#include "pipeline/queue/redis_queue.hpp"

#include <future>

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

WorkQueueCase on(std::string name, const RedisServer& (*server)()) {
  return {std::move(name),
          [server](const Clock& clock) { return connected_queue(server().config(), clock); }};
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WorkQueueContract);
INSTANTIATE_TEST_SUITE_P(Redis, WorkQueueContract,
                         testing::ValuesIn(where_redis_is_installed<WorkQueueCase>(
                             {on("Plain", plain_redis), on("Tls", tls_redis)})),
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
