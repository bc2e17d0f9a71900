#include "pipeline/pacing/pace_state.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <queue>
#include <random>
#include <vector>

namespace pixferry {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart{std::chrono::hours{1}};

double seconds(Instant::duration time) {
  return std::chrono::duration<double>(time).count();
}

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

/// A provider that lets some requests through in each second of its clock and refuses a share of
/// them whatever the rate, and an import with 64 threads, in virtual time.
struct Simulation {
  struct Report {
    int refused = 0;
    double successes_per_second = 0;
  };
  struct Event {
    Instant at;
    bool is_answer = false;
    std::uint64_t schedule = 0;
    bool operator>(const Event& other) const { return at > other.at; }
  };

  static constexpr int kThreads = 64;

  Report run() {
    for (int i = 0; i < kThreads; ++i) book(kStart);
    while (succeeded < files) {
      const auto event = events.top();
      events.pop();
      if (event.is_answer) {
        answer(event.at);
      } else if (event.schedule != pace.schedule()) {
        book(now = std::max(now, event.at));
      } else {
        now = event.at;
        events.push({event.at + latency + std::chrono::milliseconds{random() % 20}, true});
      }
    }
    return {refused, succeeded / seconds(now - kStart)};
  }

  void book(Instant time) { events.push({pace.book(time, 1), false, pace.schedule()}); }

  void answer(Instant time) {
    now = time;
    const auto second = std::chrono::floor<std::chrono::seconds>(time);
    const bool by_chance = static_cast<int>(random() % 100) < refused_percent;
    if (by_chance || ++sent_in[second] > quota) {
      ++refused;
      pace.throttled(time, retry_after);
    } else {
      ++succeeded;
      pace.succeeded(time);
    }
    book(time);
  }

  int quota = 50;
  int refused_percent = 0;
  int files = 1000;
  std::chrono::milliseconds latency{100};
  std::chrono::milliseconds retry_after{0};
  std::mt19937 random{7};
  PaceState pace{0};
  Instant now = kStart;
  int refused = 0;
  int succeeded = 0;
  std::map<Instant, int> sent_in{};
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events{};
};

TEST(PaceState, SettlesJustBelowTheQuotaOfAProvider) {
  for (const auto latency : {20ms, 100ms, 300ms, 1000ms}) {
    for (const auto retry_after : {0ms, 1000ms}) {
      for (const unsigned seed : {1U, 2U, 3U}) {
        Simulation simulation{.latency = latency, .retry_after = retry_after};
        simulation.random.seed(seed);
        const auto report = simulation.run();
        SCOPED_TRACE(testing::Message() << "latency " << latency.count() << " ms, Retry-After "
                                        << retry_after.count() << " ms, seed " << seed);
        EXPECT_LT(report.refused, 100);
        EXPECT_GT(report.successes_per_second, 0.6 * simulation.quota);
      }
    }
  }
}

TEST(PaceState, PutsUpWithAProviderThatRefusesAShareWhateverTheRate) {
  for (const int percent : {2, 5, 10, 20}) {
    for (const unsigned seed : {1U, 2U, 3U}) {
      Simulation simulation{.quota = 1'000'000, .refused_percent = percent, .files = 20'000};
      simulation.random.seed(seed);
      const auto report = simulation.run();
      // 64 threads at about 110 ms a request send 580 a second at the most.
      EXPECT_GT(report.successes_per_second, 40) << percent << " % refused, seed " << seed;
    }
  }
}

TEST(SlowdownTrial, HelpsWhereNothingIsRefusedAnyMore) {
  SlowdownTrial trial{kStart, 0.1};
  for (int i = 1; i < SlowdownTrial::kAnswersMin; ++i) {
    EXPECT_FALSE(trial.answered(kStart + 2s, false));
  }
  EXPECT_EQ(trial.answered(kStart + 2s, false), SlowdownTrial::Verdict::helped);
}

TEST(SlowdownTrial, CountsNothingThatWasSentBefore) {
  SlowdownTrial trial{kStart, 0.1};
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(trial.answered(kStart + 1999ms, true));
}

TEST(SlowdownTrial, IsIndependentWhereTheSameShareIsRefused) {
  SlowdownTrial trial{kStart, 0.1};
  for (int i = 1; i < SlowdownTrial::kAnswersMin; ++i) {
    EXPECT_FALSE(trial.answered(kStart + 2s, i % 10 == 0));
  }
  EXPECT_EQ(trial.answered(kStart + 2s, true), SlowdownTrial::Verdict::independent);
}

TEST(SlowdownTrial, WasTooLittleWhereFewerAreRefusedOrMost) {
  SlowdownTrial fewer{kStart, 0.5};
  for (int i = 1; i < SlowdownTrial::kAnswersMin; ++i) {
    EXPECT_FALSE(fewer.answered(kStart + 2s, false));
  }
  EXPECT_EQ(fewer.answered(kStart + 2s, true), SlowdownTrial::Verdict::too_little);

  SlowdownTrial most{kStart, 0.9};
  for (int i = 1; i < 8; ++i) EXPECT_FALSE(most.answered(kStart + 2s, true));
  EXPECT_EQ(most.answered(kStart + 2s, true), SlowdownTrial::Verdict::too_little);
}

}  // namespace
}  // namespace pixferry
