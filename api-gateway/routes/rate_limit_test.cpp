#include "api-gateway/routes/rate_limit.hpp"

#include <gtest/gtest.h>

#include "testing/manual_clock.hpp"

namespace pixferry::routes {
namespace {

using namespace std::chrono_literals;

class RateLimitTest : public testing::Test {
 protected:
  RateLimit::Standing take(const std::string& client = "a") {
    return limit_.take(clock_.steady(), client);
  }
  int taken(int times, const std::string& client = "a") {
    int allowed = 0;
    for (int i = 0; i < times; ++i) allowed += take(client).is_allowed ? 1 : 0;
    return allowed;
  }

  ManualClock clock_;
  RateLimit limit_{6, 3};
};

TEST_F(RateLimitTest, LetsAMinutesWorthThroughAtOnceAndNoMore) {
  for (const int left : {5, 4, 3, 2, 1, 0}) {
    const auto standing = take();
    EXPECT_TRUE(standing.is_allowed);
    EXPECT_EQ(standing.left, left);
    EXPECT_EQ(standing.retry_after, 0ms);
  }
  const auto refused = take();
  EXPECT_FALSE(refused.is_allowed);
  EXPECT_EQ(refused.left, 0);
  EXPECT_EQ(refused.retry_after, 10s);
  EXPECT_EQ(refused.full_after, 60s);
}

TEST_F(RateLimitTest, GivesOneBackAfterTheOther) {
  taken(6);
  clock_.advance(9'999ms);
  EXPECT_EQ(taken(3), 0);
  clock_.advance(1ms);
  EXPECT_EQ(taken(3), 1);
  clock_.advance(25s);
  EXPECT_EQ(taken(9), 2);
  clock_.advance(10min);
  EXPECT_EQ(taken(9), 6);
}

TEST_F(RateLimitTest, DoesNotCountWhatItRefuses) {
  EXPECT_EQ(taken(1000), 6);
  clock_.advance(10s);
  EXPECT_TRUE(take().is_allowed);
}

TEST_F(RateLimitTest, CountsEachClientByItself) {
  EXPECT_EQ(taken(9, "a"), 6);
  EXPECT_EQ(taken(9, "b"), 6);
}

TEST_F(RateLimitTest, LooksWithoutCounting) {
  for (int i = 0; i < 20; ++i) EXPECT_EQ(limit_.look(clock_.steady(), "a").left, 6);
  EXPECT_EQ(limit_.clients(), 0u);
  taken(6);
  EXPECT_FALSE(limit_.look(clock_.steady(), "a").is_allowed);
  EXPECT_EQ(limit_.look(clock_.steady(), "a").retry_after, 10s);
}

TEST_F(RateLimitTest, ForgetsWhoeverIsRested) {
  taken(1, "a");
  taken(2, "b");
  clock_.advance(15s);
  taken(1, "c");
  EXPECT_EQ(limit_.clients(), 2u) << "a owed ten seconds";
}

TEST_F(RateLimitTest, RemembersOnlySoManyAndTheWorstOfThem) {
  taken(6, "worst");
  for (int i = 0; i < 10'000; ++i) taken(1, "client " + std::to_string(i));
  EXPECT_EQ(limit_.clients(), 3u);
  EXPECT_FALSE(take("worst").is_allowed);
}

TEST_F(RateLimitTest, AllowsEverythingWhereItIsOff) {
  RateLimit off{0, 3};
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(off.take(clock_.steady(), "a").is_allowed);
  EXPECT_EQ(off.clients(), 0u);
  EXPECT_FALSE(off.is_on());
}

}  // namespace
}  // namespace pixferry::routes
