#include <gmock/gmock.h>

#include <random>

#include "tests/redis/redis_queue_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

using RedisQueueLoss = RedisQueueFault;

TEST_F(RedisQueueLoss, GoesOnAfterAllKeysAreWiped) {
  push(1);
  EXPECT_TRUE(pop());
  push(2);
  server_->run({"FLUSHALL"});
  push(2);
  EXPECT_EQ(pop(), work(2));
  expect_recovered();
}

TEST_F(RedisQueueLoss, FindsWhatWasAddedBeforeTheGroupWasMadeAnew) {
  push(1);
  EXPECT_TRUE(pop());
  push(2);
  server_->run({"XGROUP", "DESTROY", key(), "workers"});
  EXPECT_EQ(pop(), work(2));
  expect_recovered();
}

TEST_F(RedisQueueLoss, AnnouncesAgainWhatTheStreamLost) {
  push(1);
  server_->run({"DEL", key()});
  push(1);
  EXPECT_EQ(pop(), work(1)) << "the hash still says that it waits";
  push(2);
  server_->run({"XTRIM", key(), "MAXLEN", "0"});
  push(2);
  EXPECT_EQ(pop(), work(2));
}

TEST_F(RedisQueueLoss, AnnouncesAgainWhatSomebodyReadAndDiedWith) {
  push(1);
  EXPECT_TRUE(pop());
  push(2);
  server_->run({"XREADGROUP", "GROUP", "workers", "dead", "COUNT", "1", "STREAMS", key(), ">"});
  push(2);
  EXPECT_EQ(pop(), work(2));
}

TEST_F(RedisQueueLoss, AnnouncesAgainWhatTheGroupWasMadeToSkip) {
  push(1);
  EXPECT_TRUE(pop());
  push(2);
  server_->run({"XGROUP", "SETID", key(), "workers", "$"});
  push(2);
  EXPECT_EQ(pop(), work(2));
}

TEST_F(RedisQueueLoss, GivesNothingOfWhatItDidNotWrite) {
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

TEST_F(RedisQueueLoss, ServesItselfWhereOthersHoldOurKeys) {
  server_->run({"SET", key(), "a text"});
  push(1);
  EXPECT_EQ(pop(), work(1));
  EXPECT_THAT(queue_->status().failure.value().message, HasSubstr("REDIS_URL"));
  server_->run({"DEL", key()});
  expect_recovered();
}

TEST_F(RedisQueueLoss, LivesWithAServerThatEvictsItsKeys) {
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

TEST_F(RedisQueueLoss, ThrowsAwayWhatWasReadLongAgoAndNeverTakenOut) {
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

TEST_F(RedisQueueLoss, LeavesNothingBehindOnceAllIsPopped) {
  for (std::uint64_t number = 0; number < 50; ++number) push(number);
  for (std::uint64_t number = 0; number < 50; ++number) EXPECT_EQ(pop(), work(number));
  EXPECT_EQ(server_->run({"XLEN", key()}).integer, 0);
  EXPECT_EQ(server_->run({"XPENDING", key(), "workers"}).list.at(0).integer, 0);
  EXPECT_EQ(server_->run({"EXISTS", key() + ":waiting"}).integer, 0);
}

}  // namespace
}  // namespace pixferry
