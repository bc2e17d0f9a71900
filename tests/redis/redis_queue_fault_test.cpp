#include <gmock/gmock.h>

#include <atomic>
#include <random>

#include "pipeline/queue/redis_queue.hpp"
#include "tests/redis/redis_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

/// What a push may take at most, with room for a busy machine.
constexpr auto kPushMax = 200ms + 300ms;

/// A queue on a server of its own, which may be hurt.
class RedisQueueFault : public testing::Test {
 protected:
  void SetUp() override {
    PIXFERRY_SKIP_WITHOUT_REDIS();
    serve({});
  }

  void serve(const RedisServer::Options& options) {
    queue_.reset();
    server_ = std::make_unique<RedisServer>(options);
    config_ = server_->config();
    queue_ = std::make_unique<RedisQueue>(config_, clock_, random_);
    (void)queue_->check(within_a_minute());
  }

  static Work work(std::uint64_t number) {
    return {.job = JobId::from_random(0, number), .kind = WorkKind::files};
  }
  std::string key() const { return config_.key_prefix + ":queue:files"; }

  void push(std::uint64_t number) {
    const auto before = clock_.steady();
    const auto pushed = queue_->push(work(number));
    EXPECT_TRUE(pushed) << pushed.error().message;
    EXPECT_LT(clock_.steady() - before, kPushMax);
  }
  std::optional<Work> pop(std::chrono::milliseconds within = 30s) {
    const auto popped =
        queue_->pop({.stop = {}, .deadline = clock_.steady() + within}, WorkKind::files);
    EXPECT_TRUE(popped);
    return popped ? *popped : std::nullopt;
  }
  /// Whether tokens go through Redis again: those of a second process reach us.
  void expect_recovered() {
    RedisQueue other{config_, clock_, random_, RedisQueue::Outage::refuse};
    const auto deadline = clock_.steady() + 30s;
    while (clock_.steady() < deadline) {
      const Work marker = work(1'000'000);
      if (!other.push(marker)) continue;
      while (const auto popped = pop(300ms)) {
        if (*popped == marker) return;
      }
    }
    ADD_FAILURE() << "no token came through Redis again";
  }

  SystemClock clock_;
  SystemRandom random_;
  std::unique_ptr<RedisServer> server_;
  RedisConfig config_;
  std::unique_ptr<RedisQueue> queue_;
};

TEST_F(RedisQueueFault, GoesOnAfterAllKeysAreWiped) {
  push(1);
  EXPECT_TRUE(pop());
  push(2);
  server_->run({"FLUSHALL"});
  push(2);
  EXPECT_EQ(pop(), work(2));
  expect_recovered();
}

TEST_F(RedisQueueFault, FindsWhatWasAddedBeforeTheGroupWasMadeAnew) {
  push(1);
  EXPECT_TRUE(pop());
  push(2);
  server_->run({"XGROUP", "DESTROY", key(), "workers"});
  EXPECT_EQ(pop(), work(2));
  expect_recovered();
}

TEST_F(RedisQueueFault, AnnouncesAgainWhatTheStreamLost) {
  push(1);
  server_->run({"DEL", key()});
  push(1);
  EXPECT_EQ(pop(), work(1)) << "the hash still says that it waits";
  push(2);
  server_->run({"XTRIM", key(), "MAXLEN", "0"});
  push(2);
  EXPECT_EQ(pop(), work(2));
}

TEST_F(RedisQueueFault, AnnouncesAgainWhatSomebodyReadAndDiedWith) {
  push(1);
  EXPECT_TRUE(pop());
  push(2);
  server_->run({"XREADGROUP", "GROUP", "workers", "dead", "COUNT", "1", "STREAMS", key(), ">"});
  push(2);
  EXPECT_EQ(pop(), work(2));
}

TEST_F(RedisQueueFault, AnnouncesAgainWhatTheGroupWasMadeToSkip) {
  push(1);
  EXPECT_TRUE(pop());
  push(2);
  server_->run({"XGROUP", "SETID", key(), "workers", "$"});
  push(2);
  EXPECT_EQ(pop(), work(2));
}

TEST_F(RedisQueueFault, ServesItselfWhileTheServerIsDeadAndComesBackToIt) {
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

TEST_F(RedisQueueFault, WaitsWithoutTurningInCirclesWhileTheServerIsDead) {
  server_->kill();
  const CountedClock clock;
  RedisQueue queue{config_, clock, random_};
  const Context context{.stop = {}, .deadline = clock.steady() + 500ms};
  EXPECT_FALSE(*queue.pop(context, WorkKind::files));
  EXPECT_LT(clock.looks, 500);
}

TEST_F(RedisQueueFault, WaitsNoLongerThanItMayForAServerThatDoesNotAnswer) {
  server_->freeze();
  for (std::uint64_t number = 1; number < 5; ++number) push(number);
  for (std::uint64_t number = 1; number < 5; ++number) EXPECT_EQ(pop(), work(number));
  server_->thaw();
  expect_recovered();
}

TEST_F(RedisQueueFault, LetsAWaitingThreadHaveWhatRedisDidNotTake) {
  std::jthread pusher{[&] {
    server_->freeze();
    push(7);
  }};
  const auto before = clock_.steady();
  EXPECT_EQ(pop(), work(7));
  EXPECT_LT(clock_.steady() - before, 10s) << "it waited in Redis to the end";
  server_->thaw();
}

TEST_F(RedisQueueFault, RefusesInsteadWhereNobodyPops) {
  server_->kill();
  RedisQueue gateway{config_, clock_, random_, RedisQueue::Outage::refuse};
  const auto before = clock_.steady();
  const auto pushed = gateway.push(work(1));
  EXPECT_LT(clock_.steady() - before, kPushMax);
  ASSERT_FALSE(pushed);
  EXPECT_THAT(pushed.error().message, HasSubstr("REDIS_URL"));
}

TEST_F(RedisQueueFault, GoesOnWhenItsConnectionsAreCut) {
  for (std::uint64_t round = 0; round < 20; ++round) {
    server_->run({"CLIENT", "KILL", "TYPE", "normal"});
    push(round);
    EXPECT_EQ(pop(), work(round));
  }
  expect_recovered();
}

TEST_F(RedisQueueFault, GivesNothingOfWhatItDidNotWrite) {
  std::mt19937_64 random{7};
  const auto bytes = [&](std::size_t size) {
    std::string text;
    while (text.size() < size) text += static_cast<char>(random());
    return text;
  };
  constexpr auto kAddAll =
      "for i = 1, #ARGV, 2 do redis.call('XADD', KEYS[1], '*', ARGV[i], ARGV[i + 1]) end";
  for (int batch = 0; batch < 100; ++batch) {
    RedisCommand add{"EVAL", kAddAll, "1", key()};
    for (int entry = 0; entry < 100; ++entry) {
      add.push_back(random() % 2 == 0 ? "job" : bytes(random() % 20));
      add.push_back(bytes(random() % 50));
    }
    EXPECT_FALSE(server_->run(add).is_refusal());
  }
  server_->run({"XADD", key(), "*", "job", bytes(3u << 20)});
  server_->run({"HSET", key() + ":waiting", work(1).job.text(), "x"});
  push(1);
  EXPECT_EQ(pop(), work(1));
  EXPECT_EQ(server_->run({"XLEN", key()}).integer, 1) << "what was too large to read is tidied up";
  expect_recovered();
}

TEST_F(RedisQueueFault, ServesItselfWhereOthersHoldOurKeys) {
  server_->run({"SET", key(), "a text"});
  push(1);
  EXPECT_EQ(pop(), work(1));
  EXPECT_THAT(queue_->status().failure.value().message, HasSubstr("REDIS_URL"));
  server_->run({"DEL", key()});
  expect_recovered();
}

TEST_F(RedisQueueFault, ServesItselfWhileTheServerHasNoMemory) {
  server_->run({"CONFIG", "SET", "maxmemory", "1"});
  push(1);
  EXPECT_EQ(pop(), work(1));
  EXPECT_THAT(queue_->status().failure.value().message, HasSubstr("maxmemory"));
  server_->run({"CONFIG", "SET", "maxmemory", "0"});
  expect_recovered();
}

TEST_F(RedisQueueFault, LivesWithAServerThatEvictsItsKeys) {
  server_->run({"CONFIG", "SET", "maxmemory-policy", "allkeys-random"});
  server_->run({"CONFIG", "SET", "maxmemory", "1500000"});
  for (std::uint64_t number = 0; number < 300; ++number) {
    server_->run({"SET", "filler" + std::to_string(number), std::string(20'000, 'x')});
    push(number);
    push(number);
    EXPECT_EQ(pop(), work(number));
  }
  server_->run({"CONFIG", "SET", "maxmemory", "0"});
  expect_recovered();
}

TEST_F(RedisQueueFault, ServesItselfWithAReplicaAndComesBackToAPrimary) {
  server_->run({"REPLICAOF", "127.0.0.1", "1"});
  push(1);
  EXPECT_EQ(pop(), work(1));
  server_->run({"REPLICAOF", "NO", "ONE"});
  expect_recovered();
}

TEST_F(RedisQueueFault, ThrowsAwayWhatWasReadLongAgoAndNeverTakenOut) {
  push(1);
  EXPECT_TRUE(pop());
  push(2);
  server_->run({"XREADGROUP", "GROUP", "workers", "dead", "COUNT", "1", "STREAMS", key(), ">"});
  const auto pending = server_->run({"XPENDING", key(), "workers", "-", "+", "10"});
  ASSERT_EQ(pending.list.size(), 1U);
  server_->run(
      {"XCLAIM", key(), "workers", "dead", "0", pending.list[0].list[0].text, "IDLE", "3600000"});
  queue_ = std::make_unique<RedisQueue>(config_, clock_, random_);
  EXPECT_FALSE(pop(100ms));
  EXPECT_EQ(server_->run({"XLEN", key()}).integer, 0);
  EXPECT_EQ(server_->run({"EXISTS", key() + ":waiting"}).integer, 0);
}

TEST_F(RedisQueueFault, LeavesNothingBehindOnceAllIsPopped) {
  for (std::uint64_t number = 0; number < 50; ++number) push(number);
  for (std::uint64_t number = 0; number < 50; ++number) EXPECT_EQ(pop(), work(number));
  EXPECT_EQ(server_->run({"XLEN", key()}).integer, 0);
  EXPECT_EQ(server_->run({"XPENDING", key(), "workers"}).list.at(0).integer, 0);
  EXPECT_EQ(server_->run({"EXISTS", key() + ":waiting"}).integer, 0);
}

}  // namespace
}  // namespace pixferry
