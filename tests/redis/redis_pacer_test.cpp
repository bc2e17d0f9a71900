#include "pipeline/pacing/redis_pacer.hpp"

#include <gmock/gmock.h>

#include "testing/pacer_contract.hpp"
#include "tests/redis/redis_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

constexpr auto kDrive = SourceKind::google_drive;

std::unique_ptr<RedisPacer> connected_pacer(const RedisConfig& config, const Clock& clock,
                                            const PaceLimits& limits = {}) {
  auto pacer = std::make_unique<RedisPacer>(config, clock, redis_chance(), limits);
  EXPECT_TRUE(pacer->check(within_a_minute()));
  return pacer;
}

PacerCase pacer_on(std::string name, const RedisServer& (*server)()) {
  return {std::move(name),
          [server](const Clock& clock) { return connected_pacer(server().config(), clock); }};
}

/// Nothing listens there.
std::unique_ptr<Pacer> pacer_without_redis(const Clock& clock) {
  const RedisConfig config{.url = {.host = "127.0.0.1", .port = 1}};
  return std::make_unique<RedisPacer>(config, clock, redis_chance(), PaceLimits{});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PacerContract);
INSTANTIATE_TEST_SUITE_P(Redis, PacerContract,
                         testing::ValuesIn(where_redis_is_installed<PacerCase>(
                             {pacer_on("Plain", plain_redis), pacer_on("Tls", tls_redis)})),
                         pacer_case_name);
INSTANTIATE_TEST_SUITE_P(WithoutRedis, PacerContract,
                         testing::Values(PacerCase{"Down", pacer_without_redis}), pacer_case_name);

class RedisPacerTest : public testing::Test {
 protected:
  void SetUp() override {
    PIXFERRY_SKIP_WITHOUT_REDIS();
    server_ = std::make_unique<RedisServer>();
    config_ = server_->config();
  }

  Result<> admit(RedisPacer& pacer, Instant::duration within = 1s) {
    return pacer.admit({.stop = {}, .deadline = clock_.steady() + within}, kDrive, 1);
  }
  /// How long it takes until the pacer refuses to send.
  Instant::duration time_until_refused(RedisPacer& pacer) {
    const auto start = clock_.steady();
    while (admit(pacer) && clock_.steady() - start < 30s) {
    }
    return clock_.steady() - start;
  }
  std::int64_t commands() const {
    const auto text = server_->run({"INFO", "commandstats"}).text;
    const auto at = text.find("cmdstat_evalsha:calls=");
    return at == std::string::npos ? 0 : std::stoll(text.substr(at + 22));
  }

  SystemClock clock_;
  std::unique_ptr<RedisServer> server_;
  RedisConfig config_;
};

TEST_F(RedisPacerTest, ObeysAPauseThatAnotherProcessWasAskedFor) {
  const auto first = connected_pacer(config_, clock_);
  const auto second = connected_pacer(config_, clock_);
  ASSERT_TRUE(admit(*first));
  ASSERT_TRUE(admit(*second));
  first->throttled(kDrive, 60s);
  EXPECT_LT(time_until_refused(*second), 2s);
  const auto refused = admit(*second);
  ASSERT_FALSE(refused);
  EXPECT_GT(refused.error().retry_after.value(), 50s);
}

TEST_F(RedisPacerTest, SharesOneRateAmongProcesses) {
  const PaceLimits limits{.google_drive_rate_max = 100};
  const auto first = connected_pacer(config_, clock_, limits);
  const auto second = connected_pacer(config_, clock_, limits);
  const auto start = clock_.steady();
  for (int i = 0; i < 25; ++i) {
    ASSERT_TRUE(admit(*first, 30s));
    ASSERT_TRUE(admit(*second, 30s));
  }
  EXPECT_GE(clock_.steady() - start, 480ms) << "50 requests at 100 a second";
}

TEST_F(RedisPacerTest, AsksRedisSeldomWhileItIsUnlimited) {
  const auto pacer = connected_pacer(config_, clock_);
  const auto before = commands();
  const auto start = clock_.steady();
  for (int i = 0; i < 50'000; ++i) ASSERT_TRUE(admit(*pacer));
  const auto quarters = (clock_.steady() - start) / 250ms;
  EXPECT_LE(commands() - before, quarters + 2);
}

TEST_F(RedisPacerTest, KeepsItsRateThroughAWipe) {
  const auto pacer = connected_pacer(config_, clock_);
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(admit(*pacer));
  pacer->throttled(kDrive, 0ms);
  server_->run({"FLUSHALL"});
  ASSERT_TRUE(admit(*pacer, 30s));
  const auto state = server_->run({"GET", config_.key_prefix + ":pace:google_drive"}).text;
  EXPECT_THAT(state, testing::HasSubstr("\"rate\":"));
}

TEST_F(RedisPacerTest, GoesOnWithWhateverLiesUnderItsKey) {
  const auto key = config_.key_prefix + ":pace:google_drive";
  for (const std::string state :
       {"", "x", "{}", "[1]", "null", R"({"version":1})", R"({"version":1,"base":1e300})",
        R"({"version":1,"base":0,"free_from":1e15,"not_before":1e15,"cost_max":1,"schedule":1})",
        R"({"version":1,"base":0,"free_from":0,"not_before":0,"cost_max":1,"schedule":1,)"
        R"("rate":-1,"tenths":[]})",
        R"({"version":1,"base":0,"free_from":0,"not_before":0,"cost_max":1,"schedule":1,)"
        R"("tenths":[[1],"x",{}]})"}) {
    server_->run({"SET", key, state});
    const auto pacer = connected_pacer(config_, clock_);
    EXPECT_TRUE(admit(*pacer)) << state;
    EXPECT_TRUE(pacer->status().is_up) << state;
    EXPECT_THAT(server_->run({"GET", key}).text, testing::HasSubstr("\"success\":true")) << state;
  }
  server_->run({"DEL", key});
  server_->run({"LPUSH", key, "x"});
  const auto pacer = connected_pacer(config_, clock_);
  EXPECT_TRUE(admit(*pacer));
  EXPECT_TRUE(pacer->status().is_up);
  EXPECT_EQ(server_->run({"TYPE", key}).text, "string");
}

TEST_F(RedisPacerTest, PacesItselfWhileRedisIsDeadAndSharesAgainLater) {
  const auto first = connected_pacer(config_, clock_);
  ASSERT_TRUE(admit(*first));
  server_->kill();
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(admit(*first));
  server_->start();
  const auto second = connected_pacer(config_, clock_);
  second->throttled(kDrive, 60s);
  EXPECT_LT(time_until_refused(*first), 20s);
}

TEST_F(RedisPacerTest, WaitsNoLongerThanItMayForAServerThatDoesNotAnswer) {
  const auto pacer = connected_pacer(config_, clock_);
  ASSERT_TRUE(admit(*pacer));
  server_->freeze();
  const auto start = clock_.steady();
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(admit(*pacer));
  pacer->throttled(kDrive, 30s);
  EXPECT_LT(clock_.steady() - start, 3s);
  EXPECT_FALSE(admit(*pacer)) << "the pause holds without Redis";
  server_->thaw();
}

}  // namespace
}  // namespace pixferry
