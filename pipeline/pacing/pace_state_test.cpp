#include "pipeline/pacing/pace_state.hpp"

#include <gtest/gtest.h>

#include "testing/pace_time.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

/// Sends `count` requests of cost 1 at once, as the first second of an import does.
void send_at_once(PaceState& pace, Instant now, int count) {
  for (int i = 0; i < count; ++i) EXPECT_EQ(pace.book(now, 1), now);
}

TEST(PaceState, LetsEverythingThroughUntilTheFirstThrottle) {
  PaceState pace{0};
  send_at_once(pace, kStart, 10'000);
  EXPECT_FALSE(pace.rate());
}

TEST(PaceState, GoesOnWithHalfTheRateOfTheLastSecond) {
  PaceState pace{0};
  send_at_once(pace, kStart, 1000);
  send_at_once(pace, kStart + 1500ms, 60);
  send_at_once(pace, kStart + 2s, 40);
  pace.throttled(kStart + 2s, 0ms);
  EXPECT_DOUBLE_EQ(pace.rate().value(), 50);
  const auto first = pace.book(kStart + 2s, 1);
  EXPECT_EQ(first, kStart + 2s);
  EXPECT_NEAR(seconds(pace.book(kStart + 2s, 1) - first), 0.02, 1e-6);
  EXPECT_NEAR(seconds(pace.book(kStart + 2s, 1) - first), 0.04, 1e-6);
}

TEST(PaceState, MeasuresWhatSucceededAndNotWhatWasRefused) {
  PaceState pace{0};
  send_at_once(pace, kStart, 200);
  for (int i = 0; i < 50; ++i) pace.succeeded(kStart + 100ms);
  pace.throttled(kStart + 200ms, 0ms);
  EXPECT_DOUBLE_EQ(pace.rate().value(), 25);
}

TEST(PaceState, GuessesNoLessThanTenRequestsASecondAtFirst) {
  PaceState pace{0};
  pace.book(kStart, 200);
  pace.throttled(kStart, 0ms);
  EXPECT_DOUBLE_EQ(pace.rate().value(), 2000);
}

TEST(PaceState, SpacesByCost) {
  PaceState pace{100};
  const auto first = pace.book(kStart, 200);
  EXPECT_EQ(pace.earliest(kStart), first + 2s);
  EXPECT_EQ(pace.book(kStart, 1), first + 2s);
}

TEST(PaceState, SavesNoBurstUpWhileNothingIsSent) {
  PaceState pace{10};
  pace.book(kStart, 1);
  EXPECT_EQ(pace.book(kStart + 60s, 1), kStart + 60s);
  EXPECT_EQ(pace.book(kStart + 60s, 1), kStart + 60s + 100ms);
}

TEST(PaceState, CountsABurstOfRefusalsOnce) {
  PaceState pace{0};
  send_at_once(pace, kStart, 100);
  for (int i = 0; i < 64; ++i) pace.throttled(kStart + i * 30ms, 0ms);
  EXPECT_DOUBLE_EQ(pace.rate().value(), 50);
}

TEST(PaceState, SlowsDownAgainWhereItIsStillRefused) {
  PaceState pace{0};
  send_at_once(pace, kStart, 100);
  pace.throttled(kStart, 0ms);
  for (int i = 0; i < 8; ++i) pace.throttled(kStart + 2s, 0ms);
  EXPECT_LT(pace.rate().value(), 50);
}

TEST(PaceState, FallsFasterWhileNothingSucceeds) {
  PaceState used{0};
  PaceState refused{0};
  for (auto* pace : {&used, &refused}) {
    send_at_once(*pace, kStart, 200);
    pace->throttled(kStart, 0ms);
  }
  used.succeeded(kStart + 500ms);
  const auto rate = used.rate().value();
  for (int i = 0; i < 8; ++i) {
    used.throttled(kStart + 2s, 0ms);
    refused.throttled(kStart + 2s, 0ms);
  }
  EXPECT_DOUBLE_EQ(used.rate().value(), 0.7 * rate);
  EXPECT_DOUBLE_EQ(refused.rate().value(), 50);
}

/// Uses the rate to the full, without a refusal.
Instant send_on(PaceState& pace, Instant from, Instant::duration time) {
  auto now = from;
  while (now < from + time) {
    now = pace.book(now, 1);
    pace.succeeded(now);
  }
  return now;
}

TEST(PaceState, GrowsFastUntilItIsRefusedAgain) {
  PaceState pace{0};
  send_at_once(pace, kStart, 10);
  pace.throttled(kStart, 0ms);
  auto now = kStart;
  while (pace.rate().value() < 500) now = send_on(pace, now, 1s);
  EXPECT_LT(seconds(now - kStart), 30) << "the first guess was made after a few requests";
}

TEST(PaceState, GrowsByATwentiethASecondAfterASecondRefusal) {
  PaceState pace{0};
  send_at_once(pace, kStart, 100);
  pace.throttled(kStart, 0ms);
  const auto refused_at = send_on(pace, kStart, 10s);
  pace.throttled(refused_at, 0ms);
  const auto helped_at = send_on(pace, refused_at, 3s);
  const auto rate = pace.rate().value();
  send_on(pace, helped_at, 3s);
  EXPECT_NEAR(pace.rate().value() / rate, 1.05 * 1.05 * 1.05, 0.02);
}

TEST(PaceState, DoesNotGrowWhereTheRateIsNotUsed) {
  PaceState pace{0};
  send_at_once(pace, kStart, 100);
  pace.throttled(kStart, 0ms);
  for (int second = 10; second < 100; ++second) {
    pace.book(kStart + second * 1s, 1);
    pace.succeeded(kStart + second * 1s);
  }
  EXPECT_DOUBLE_EQ(pace.rate().value(), 50);
}

TEST(PaceState, SendsNothingBeforeThePauseIsOverAndThenEvenly) {
  PaceState pace{0};
  send_at_once(pace, kStart, 64);
  pace.throttled(kStart, 30s);
  EXPECT_EQ(pace.book(kStart, 1), kStart + 30s);
  EXPECT_NEAR(seconds(pace.book(kStart + 1s, 1) - kStart), 30 + 1 / 32.0, 1e-6);
  EXPECT_EQ(pace.earliest(kStart + 60s), kStart + 60s);
}

TEST(PaceState, KeepsTheLongestPause) {
  PaceState pace{0};
  send_at_once(pace, kStart, 64);
  pace.throttled(kStart, 30s);
  pace.throttled(kStart + 1s, 2s);
  EXPECT_EQ(pace.earliest(kStart + 5s), kStart + 30s);
}

TEST(PaceState, VoidsWhatIsBookedAheadWhenTheProviderAsksForAPause) {
  PaceState pace{10};
  pace.book(kStart, 1);
  pace.book(kStart, 1);
  const auto before = pace.schedule();
  pace.throttled(kStart + 10ms, 5s);
  EXPECT_NE(pace.schedule(), before);
  EXPECT_EQ(pace.book(kStart + 10ms, 1), kStart + 10ms + 5s);
}

TEST(PaceState, SpacesWhatIsBookedAheadAnewWhenTheRateFalls) {
  PaceState pace{10};
  for (int i = 0; i < 30; ++i) pace.book(kStart, 1);
  const auto before = pace.schedule();
  pace.throttled(kStart + 1s, 0ms);
  EXPECT_NE(pace.schedule(), before);
  EXPECT_EQ(pace.book(kStart + 1s, 1), kStart + 1s);
}

TEST(PaceState, KeepsToAFixedRateFromTheStartAndNeverPassesIt) {
  PaceState pace{20};
  auto now = kStart;
  for (int i = 0; i < 200; ++i) {
    now = pace.book(now, 1);
    pace.succeeded(now);
  }
  EXPECT_NEAR(seconds(now - kStart), 199 / 20.0, 1e-3);
  pace.throttled(now, 0ms);
  EXPECT_LT(pace.rate().value(), 20);
  for (int i = 0; i < 1000; ++i) {
    now = pace.book(now, 1);
    pace.succeeded(now);
  }
  EXPECT_DOUBLE_EQ(pace.rate().value(), 20);
}

TEST(PaceState, NeverFallsBelowOneRequestInTwoSeconds) {
  PaceState pace{0};
  pace.book(kStart, 200);
  for (int second = 0; second < 1000; ++second) pace.throttled(kStart + second * 1s, 0ms);
  EXPECT_DOUBLE_EQ(pace.rate().value(), 100);
}

TEST(PaceState, RecoversFromALongOutageWithinMinutes) {
  PaceState pace{0};
  send_at_once(pace, kStart, 200);
  auto now = kStart;
  for (int second = 0; second < 60; ++second) pace.throttled(now += 1s, 0ms);
  const auto outage_end = now;
  while (pace.rate().value() < 100 && now < outage_end + 1h) {
    now = pace.book(now, 1);
    pace.succeeded(now + 50ms);
  }
  EXPECT_LT(seconds(now - outage_end), 180);
}

}  // namespace
}  // namespace pixferry
