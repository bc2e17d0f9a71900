#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <queue>
#include <random>
#include <vector>

#include "pipeline/pacing/pace_state.hpp"
#include "testing/pace_time.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

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

TEST(PaceState, ARefusalOfCheapRequestsDoesNotHoldUpDearOnes) {
  PaceState pace{0};
  pace.book(kStart, 5);
  pace.throttled(kStart, 0ms);
  pace.book(kStart + 1s, 200);
  EXPECT_LE(pace.earliest(kStart + 1s), kStart + 1s + 100ms);
}

TEST(PaceState, DoesNotCrawlWhereRefusalsThatComeByChanceAskForPauses) {
  for (const int percent : {2, 5, 10}) {
    for (const auto latency : {0ms, 40ms, 200ms}) {
      for (const unsigned seed : {1U, 2U, 3U, 4U, 5U}) {
        Simulation simulation{.quota = 1'000'000,
                              .refused_percent = percent,
                              .files = 2000,
                              .latency = latency,
                              .retry_after = 1000ms};
        simulation.random.seed(seed);
        // 64 threads send a request each, somebody is refused, and everybody waits for a second.
        EXPECT_GT(simulation.run().successes_per_second, 20)
            << percent << " % refused, latency " << latency.count() << " ms, seed " << seed;
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

}  // namespace
}  // namespace pixferry
