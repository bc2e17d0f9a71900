#include <gtest/gtest.h>

#include "pipeline/pacing/redis_pacer.hpp"
#include "pipeline/progress/redis_feed.hpp"
#include "pipeline/queue/redis_queue.hpp"
#include "tests/redis/redis_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

/// As docs/redis.md names them.
constexpr auto kRights =
    "~{pixferry}:* &{pixferry}:* +ping +select +eval +evalsha +xadd +xreadgroup +xgroup +xack "
    "+xautoclaim +xdel +xlen +xrange +xinfo +hget +hset +hdel +get +set +del +time +publish "
    "+subscribe";

class LeastRights : public testing::Test {
 protected:
  void SetUp() override {
    PIXFERRY_SKIP_WITHOUT_REDIS();
    server_ = std::make_unique<RedisServer>(
        RedisServer::Options{.user = "ferry", .password = "sesame", .rules = kRights});
    config_ = server_->config();
    config_.key_prefix = RedisConfig{}.key_prefix;
  }

  SystemClock clock_;
  SystemRandom random_;
  std::unique_ptr<RedisServer> server_;
  RedisConfig config_;
  const Work work_{.job = JobId::from_random(0, 1), .kind = WorkKind::files};
};

TEST_F(LeastRights, AreEnoughForTheQueue) {
  RedisQueue gateway{config_, clock_, random_, RedisQueue::Outage::refuse};
  RedisQueue worker{config_, clock_, random_};
  ASSERT_TRUE(gateway.check(within_a_minute()));
  ASSERT_TRUE(worker.check(within_a_minute()));
  for (int round = 0; round < 2; ++round) {
    const auto pushed = gateway.push(work_);
    EXPECT_TRUE(pushed) << pushed.error().message;
    EXPECT_EQ(*worker.pop(within_a_minute(), WorkKind::files), work_);
  }
}

TEST_F(LeastRights, AreEnoughForPacing) {
  RedisPacer pacer{config_, clock_, random_, {.google_drive_rate_max = 1000}};
  ASSERT_TRUE(pacer.check(within_a_minute()));
  EXPECT_TRUE(pacer.admit(within_a_minute(), SourceKind::google_drive, 1));
  pacer.throttled(SourceKind::google_drive, 1ms);
  EXPECT_TRUE(pacer.status().is_up) << pacer.status().failure.value().message;
}

TEST_F(LeastRights, AreEnoughForProgress) {
  RedisFeed worker{config_, clock_, random_};
  RedisFeed gateway{config_, clock_, random_};
  const auto subscription = gateway.subscribe(work_.job);
  const auto deadline = clock_.steady() + 30s;
  auto woken_at = deadline;
  while (woken_at == deadline && clock_.steady() < deadline) {
    worker.publish(work_.job);
    const auto soon = clock_.steady() + 100ms;
    subscription->wait({.stop = {}, .deadline = soon});
    if (clock_.steady() < soon) woken_at = soon;
  }
  EXPECT_LT(woken_at, deadline);
}

}  // namespace
}  // namespace pixferry
