#include <gmock/gmock.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <thread>

#include "testing/loopback_server.hpp"
#include "tests/redis/redis_queue_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

using RedisQueueOutage = RedisQueueFault;

TEST_F(RedisQueueOutage, ServesItselfWhileTheServerIsDeadAndComesBackToIt) {
  push(1);
  EXPECT_TRUE(pop());
  server_->kill();
  for (std::uint64_t number = 2; number < 10; ++number) {
    push(number);
    EXPECT_EQ(pop(), work(number));
  }
  EXPECT_FALSE(queue_->status().is_up);
  EXPECT_THAT(queue_->status().failure.value().message, HasSubstr("REDIS_URL"));
  EXPECT_FALSE(pop(50ms));
  server_->start();
  expect_recovered();
}

/// Counts how often somebody looks at it.
class CountedClock final : public Clock {
 public:
  Timestamp now() const override { return clock_.now(); }
  Instant steady() const override {
    ++looks;
    return clock_.steady();
  }
  mutable std::atomic<int> looks = 0;

 private:
  SystemClock clock_;
};

TEST_F(RedisQueueOutage, WaitsWithoutTurningInCirclesWhileTheServerIsDead) {
  server_->kill();
  const CountedClock clock;
  RedisQueue queue{config_, clock, random_};
  const Context context{.stop = {}, .deadline = clock.steady() + 500ms};
  EXPECT_FALSE(*queue.pop(context, WorkKind::files));
  EXPECT_LT(clock.looks, 500);
}

TEST_F(RedisQueueOutage, AsksSeldomWhereTheServerDoesNotWaitAsItIsTold) {
  std::atomic<int> questions = 0;
  const LoopbackServer hasty{[&](LoopbackConnection& connection) {
    std::array<char, 4096> question;
    while (::recv(connection.descriptor(), question.data(), question.size(), 0) > 0) {
      ++questions;
      connection.send("*-1\r\n");
    }
  }};
  RedisQueue queue{{.url = {.host = "127.0.0.1", .port = hasty.port()}}, clock_, random_};
  const Context context{.stop = {}, .deadline = clock_.steady() + 500ms};
  EXPECT_FALSE(*queue.pop(context, WorkKind::files));
  EXPECT_LT(questions, 20);
}

TEST_F(RedisQueueOutage, WaitsNoLongerThanItMayForAServerThatDoesNotAnswer) {
  server_->freeze();
  for (std::uint64_t number = 1; number < 5; ++number) push(number);
  for (std::uint64_t number = 1; number < 5; ++number) EXPECT_EQ(pop(), work(number));
  server_->thaw();
  expect_recovered();
}

TEST_F(RedisQueueOutage, LetsAWaitingThreadHaveWhatRedisDidNotTake) {
  std::jthread pusher{[&] {
    server_->freeze();
    push(7);
  }};
  const auto before = clock_.steady();
  EXPECT_EQ(pop(), work(7));
  EXPECT_LT(clock_.steady() - before, 10s) << "it waited in Redis to the end";
  server_->thaw();
}

TEST_F(RedisQueueOutage, RefusesInsteadWhereNobodyPops) {
  server_->kill();
  RedisQueue gateway{config_, clock_, random_, RedisQueue::Outage::refuse};
  const auto before = clock_.steady();
  const auto pushed = gateway.push(work(1));
  EXPECT_LT(clock_.steady() - before, kPushMax);
  ASSERT_FALSE(pushed);
  EXPECT_THAT(pushed.error().message, HasSubstr("REDIS_URL"));
}

TEST_F(RedisQueueOutage, GoesOnWhenItsConnectionsAreCut) {
  for (std::uint64_t round = 0; round < 20; ++round) {
    server_->run({"CLIENT", "KILL", "TYPE", "normal"});
    push(round);
    EXPECT_EQ(pop(), work(round));
  }
  expect_recovered();
}

TEST_F(RedisQueueOutage, ServesItselfWhileTheServerHasNoMemory) {
  server_->run({"CONFIG", "SET", "maxmemory", "1"});
  push(1);
  EXPECT_EQ(pop(), work(1));
  EXPECT_THAT(queue_->status().failure.value().message, HasSubstr("maxmemory"));
  server_->run({"CONFIG", "SET", "maxmemory", "0"});
  expect_recovered();
}

TEST_F(RedisQueueOutage, ServesItselfWithAReplicaAndComesBackToAPrimary) {
  server_->run({"REPLICAOF", "127.0.0.1", "1"});
  push(1);
  EXPECT_EQ(pop(), work(1));
  server_->run({"REPLICAOF", "NO", "ONE"});
  expect_recovered();
}

}  // namespace
}  // namespace pixferry
