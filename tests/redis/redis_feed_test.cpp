#include "pipeline/progress/redis_feed.hpp"

#include "testing/progress_feed_contract.hpp"
#include "tests/redis/redis_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<RedisFeed> connected_feed(const RedisConfig& config, const Clock& clock) {
  auto feed = std::make_unique<RedisFeed>(config, clock, redis_chance());
  EXPECT_TRUE(feed->check(within_a_minute()));
  return feed;
}

ProgressFeedCase feed_on(std::string name, const RedisServer& (*server)()) {
  return {std::move(name),
          [server](const Clock& clock) { return connected_feed(server().config(), clock); }};
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ProgressFeedContract);
INSTANTIATE_TEST_SUITE_P(Redis, ProgressFeedContract,
                         testing::ValuesIn(where_redis_is_installed<ProgressFeedCase>(
                             {feed_on("Plain", plain_redis), feed_on("Tls", tls_redis)})),
                         progress_feed_case_name);

class RedisFeedTest : public testing::Test {
 protected:
  void SetUp() override {
    PIXFERRY_SKIP_WITHOUT_REDIS();
    server_ = std::make_unique<RedisServer>();
    config_ = server_->config();
  }

  /// Publishes in one process until somebody who watches the job in the other one is woken.
  bool reaches(RedisFeed& publisher, ProgressFeed::Subscription& watcher) {
    const auto deadline = clock_.steady() + 30s;
    while (clock_.steady() < deadline) {
      publisher.publish(job_);
      const auto soon = clock_.steady() + 100ms;
      watcher.wait({.stop = {}, .deadline = soon});
      if (clock_.steady() < soon) return true;
    }
    return false;
  }
  std::string channel() const { return config_.key_prefix + ":progress"; }

  SystemClock clock_;
  std::unique_ptr<RedisServer> server_;
  RedisConfig config_;
  const JobId job_ = JobId::from_random(0, 1);
};

TEST_F(RedisFeedTest, WakesOtherProcesses) {
  const auto worker = connected_feed(config_, clock_);
  const auto gateway = connected_feed(config_, clock_);
  const auto subscription = gateway->subscribe(job_);
  EXPECT_TRUE(reaches(*worker, *subscription));
}

TEST_F(RedisFeedTest, WakesNobodyASecondTimeByItsOwnMessages) {
  const auto worker = connected_feed(config_, clock_);
  const auto gateway = connected_feed(config_, clock_);
  const auto subscription = gateway->subscribe(job_);
  ASSERT_TRUE(reaches(*worker, *subscription));
  const auto echo = worker->subscribe(job_);
  ASSERT_TRUE(reaches(*gateway, *echo));
  const auto own_job = JobId::from_random(0, 2);
  const auto own = gateway->subscribe(own_job);
  const auto witness = worker->subscribe(own_job);
  gateway->publish(own_job);
  own->wait(within_a_minute());
  witness->wait(within_a_minute());
  const auto deadline = clock_.steady() + 100ms;
  own->wait({.stop = {}, .deadline = deadline});
  EXPECT_GE(clock_.steady(), deadline);
}

TEST_F(RedisFeedTest, WakesNobodyByWhatIsNoMessageOfOurs) {
  const auto worker = connected_feed(config_, clock_);
  const auto gateway = connected_feed(config_, clock_);
  const auto subscription = gateway->subscribe(job_);
  ASSERT_TRUE(reaches(*worker, *subscription));
  const auto other = gateway->subscribe(JobId::from_random(0, 2));
  for (const std::string message : {"", " ", "x", "x y", "x \x01\xff y"}) {
    EXPECT_EQ(server_->run({"PUBLISH", channel(), message}).integer, 1);
  }
  server_->run({"PUBLISH", channel(), std::string(2u << 20, 'x')});
  const auto deadline = clock_.steady() + 100ms;
  other->wait({.stop = {}, .deadline = deadline});
  EXPECT_GE(clock_.steady(), deadline);
  EXPECT_TRUE(reaches(*worker, *subscription)) << "listens again after a message too large";
}

TEST_F(RedisFeedTest, WorksWithinTheProcessWithoutRedisAndBeyondItAgainLater) {
  const auto worker = connected_feed(config_, clock_);
  const auto gateway = connected_feed(config_, clock_);
  const auto subscription = gateway->subscribe(job_);
  ASSERT_TRUE(reaches(*worker, *subscription));
  server_->kill();
  const auto own = worker->subscribe(job_);
  worker->publish(job_);
  own->wait(within_a_minute());
  server_->start();
  EXPECT_TRUE(reaches(*worker, *subscription));
}

TEST_F(RedisFeedTest, PublishesWithoutWaitingForAServerThatDoesNotAnswer) {
  const auto feed = connected_feed(config_, clock_);
  server_->freeze();
  const auto before = clock_.steady();
  for (std::uint64_t number = 0; number < 20'000; ++number) {
    feed->publish(JobId::from_random(1, number));
  }
  EXPECT_LT(clock_.steady() - before, 5s);
  server_->thaw();
}

}  // namespace
}  // namespace pixferry
