#include "pipeline/platform/redis_link.hpp"

#include <gmock/gmock.h>

#include "testing/manual_clock.hpp"
#include "tests/redis/redis_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class RedisLinkTest : public testing::Test {
 protected:
  void SetUp() override {
    PIXFERRY_SKIP_WITHOUT_REDIS();
    server_ = std::make_unique<RedisServer>();
  }
  void cut_connections() const { server_->run({"CLIENT", "KILL", "TYPE", "normal"}); }

  std::unique_ptr<RedisServer> server_;
};

TEST_F(RedisLinkTest, AsksAgainWhereAnOldConnectionWasClosed) {
  ManualClock clock;
  RedisLink link{server_->config(), clock, redis_chance()};
  ASSERT_TRUE(link.check({}));
  for (int round = 0; round < 3; ++round) {
    clock.advance(10s);
    cut_connections();
    const auto reply = link.command({}, {"PING"});
    EXPECT_TRUE(reply) << reply.error().message;
  }
}

TEST_F(RedisLinkTest, StaysAwayAndFailsAtOnceWhereAYoungConnectionIsClosed) {
  ManualClock clock;
  RedisLink link{server_->config(), clock, redis_chance()};
  ASSERT_TRUE(link.check({}));
  cut_connections();
  EXPECT_FALSE(link.command({}, {"PING"}));
  EXPECT_FALSE(link.status().is_up);
  EXPECT_GT(link.retry_at(), clock.steady());
  EXPECT_FALSE(link.command({}, {"PING"})) << "no time passed";
}

TEST_F(RedisLinkTest, TellsWhatIsWrongUntilItIsPutRight) {
  const SystemClock clock;
  server_->run({"CONFIG", "SET", "requirepass", "sesame"});
  auto config = server_->config();
  config.url.password = Secret{"mistyped"};
  RedisLink link{config, clock, redis_chance()};
  const auto checked = link.check(within_a_minute());
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::credentials_rejected);
  EXPECT_EQ(link.status().failure.value().code, ErrorCode::credentials_rejected);
}

TEST_F(RedisLinkTest, RunsAScriptThatTheServerForgot) {
  const SystemClock clock;
  RedisLink link{server_->config(), clock, redis_chance()};
  const RedisScript script{"return {KEYS[1], ARGV[1]}"};
  for (int round = 0; round < 2; ++round) {
    const auto reply = link.run(within_a_minute(), script, {"key"}, {"argument"});
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->list.at(0).text, "key");
    EXPECT_EQ(reply->list.at(1).text, "argument");
    server_->run({"SCRIPT", "FLUSH"});
  }
}

TEST_F(RedisLinkTest, EndsAWaitWhenItIsStoppedAndGoesOn) {
  const SystemClock clock;
  RedisLink link{server_->config(), clock, redis_chance()};
  ASSERT_TRUE(link.check(within_a_minute()));
  std::stop_source stop;
  std::jthread stopper{[&] { stop.request_stop(); }};
  const auto reply = link.command({.stop = stop.get_token()}, {"BLPOP", "nothing", "60"});
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().code, ErrorCode::stopped);
  EXPECT_TRUE(link.check(within_a_minute()));
}

TEST_F(RedisLinkTest, EndsWhileItConnects) {
  const SystemClock clock;
  server_->freeze();
  { const RedisLink link{server_->config(), clock, redis_chance()}; }
  server_->thaw();
}

}  // namespace
}  // namespace pixferry
