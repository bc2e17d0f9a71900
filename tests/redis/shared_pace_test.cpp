#include "pipeline/pacing/shared_pace.hpp"

#include <gtest/gtest.h>

#include <map>
#include <queue>
#include <random>
#include <utility>

#include "tests/redis/redis_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

/// The pace of one provider in Redis, asked in virtual time.
class Pace {
 public:
  explicit Pace(double rate_max = 0) : rate_max_(rate_max) {}

  PaceVerdict ask(double now_ms, const PaceReport& report,
                  const std::vector<PaceBooking>& bookings = {}) {
    auto verdict = pace_.ask(link_, within_a_minute(),
                             {.report = report,
                              .bookings = bookings,
                              .rate_max = rate_max_,
                              .known_rate = std::nullopt,
                              .now_ms = static_cast<std::int64_t>(now_ms)});
    EXPECT_TRUE(verdict) << verdict.error().message;
    return verdict ? *verdict : PaceVerdict{.slots = {bookings.size(), PaceVerdict::Slot{}}};
  }

 private:
  double rate_max_;
  SystemClock clock_;
  RedisConfig config_ = plain_redis().config();
  RedisLink link_{config_, clock_, redis_chance()};
  SharedPace pace_{config_.key_prefix, SourceKind::google_drive};
};

class SharedPaceTest : public testing::Test {
 protected:
  void SetUp() override { PIXFERRY_SKIP_WITHOUT_REDIS(); }
};

constexpr double kStart = 1'800'000'000'000;
constexpr PaceReport kThrottled{.refused = 1};
const std::vector<PaceBooking> kOne{{.cost = 1, .wait_max = 1h}};

TEST_F(SharedPaceTest, IsUnlimitedUntilTheFirstThrottleAndThenHalfTheMeasuredRate) {
  Pace pace;
  EXPECT_FALSE(pace.ask(kStart, {.sent = 1000, .units = 1000}).rate);
  EXPECT_FALSE(pace.ask(kStart + 1500, {.sent = 60, .units = 60}).rate);
  EXPECT_FALSE(pace.ask(kStart + 2000, {.sent = 40, .units = 40}).rate);
  EXPECT_NEAR(pace.ask(kStart + 2000, kThrottled).rate.value(), 50, 0.01);
  EXPECT_EQ(pace.ask(kStart + 2000, {}, kOne).slots[0].wait, 0us);
  EXPECT_EQ(pace.ask(kStart + 2000, {}, kOne).slots[0].wait, 20ms);
  EXPECT_EQ(pace.ask(kStart + 2000, {}, kOne).slots[0].wait, 40ms);
}

TEST_F(SharedPaceTest, BooksNothingLaterThanTheRequestCanWait) {
  Pace pace{10};
  const std::vector<PaceBooking> three{{1, 1h}, {1, 50ms}, {1, 1h}};
  const auto verdict = pace.ask(kStart, {}, three);
  EXPECT_TRUE(verdict.slots[0].is_booked);
  EXPECT_FALSE(verdict.slots[1].is_booked);
  EXPECT_TRUE(verdict.slots[2].is_booked);
  EXPECT_EQ(verdict.slots[2].wait, 100ms);
}

TEST_F(SharedPaceTest, CountsABurstOfRefusalsOfManyProcessesOnce) {
  Pace pace;
  pace.ask(kStart, {.sent = 100, .units = 100});
  for (int i = 0; i < 64; ++i) pace.ask(kStart + i * 30, kThrottled);
  EXPECT_NEAR(pace.ask(kStart + 1950, {}).rate.value(), 50, 0.01);
}

TEST_F(SharedPaceTest, TellsEverybodyOfThePauseAndVoidsWhatIsBooked) {
  Pace pace{10};
  const auto before = pace.ask(kStart, {}, kOne);
  const auto after = pace.ask(kStart + 10, {.refused = 1, .retry_after = 30s}, kOne);
  EXPECT_NE(after.schedule, before.schedule);
  EXPECT_EQ(after.pause, 30s);
  EXPECT_EQ(after.slots[0].wait, 30s);
  EXPECT_EQ(pace.ask(kStart + 20'010, {}).pause, 10s);
}

TEST_F(SharedPaceTest, NeverPassesAFixedRate) {
  Pace pace{20};
  auto now = kStart;
  for (int i = 0; i < 200; ++i) {
    const auto verdict = pace.ask(now, {.sent = 1, .units = 1, .succeeded = 1}, kOne);
    ASSERT_LE(verdict.rate.value(), 20);
    now += 50;
  }
}

/// A provider that lets some requests through in each second, and an import with 64 threads in
/// several processes, in virtual time.
struct Simulation {
  struct Event {
    double at;
    bool is_answer = false;
    std::int64_t schedule = 0;
    bool operator>(const Event& other) const { return at > other.at; }
  };

  void run() {
    for (int i = 0; i < 64; ++i) book(kStart);
    while (succeeded < 1000) {
      const auto event = events.top();
      events.pop();
      now = std::max(now, event.at);
      if (event.is_answer) {
        answer();
      } else if (event.schedule != schedule) {
        book(now);
      } else {
        ++report.sent;
        ++report.units;
        events.push({now + 100 + static_cast<double>(random() % 20), true});
      }
    }
  }

  void book(double at) {
    const auto verdict = pace.ask(at, std::exchange(report, {}), kOne);
    schedule = verdict.schedule;
    const std::chrono::duration<double, std::milli> wait = verdict.slots[0].wait;
    events.push({at + wait.count(), false, schedule});
  }

  void answer() {
    if (++sent_in[static_cast<std::int64_t>(now / 1000)] > 50) {
      ++refused;
      ++report.refused;
      report.retry_after = retry_after;
    } else {
      ++succeeded;
      ++report.succeeded;
    }
    book(now);
  }

  std::chrono::milliseconds retry_after{0};
  Pace pace{};
  std::mt19937 random{7};
  PaceReport report{};
  double now = kStart;
  std::int64_t schedule = 0;
  int refused = 0;
  int succeeded = 0;
  std::map<std::int64_t, int> sent_in{};
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events{};
};

TEST_F(SharedPaceTest, SettlesJustBelowTheQuotaOfAProvider) {
  for (const auto retry_after : {0ms, 1000ms}) {
    Simulation simulation{.retry_after = retry_after};
    simulation.run();
    EXPECT_LT(simulation.refused, 100);
    EXPECT_GT(simulation.succeeded / ((simulation.now - kStart) / 1000), 0.6 * 50);
  }
}

TEST_F(SharedPaceTest, StartsAnewAtTheRateThatAProcessKnowsWhereTheStateIsLost) {
  const SystemClock clock;
  const auto config = plain_redis().config();
  RedisLink link{config, clock, redis_chance()};
  const SharedPace pace{config.key_prefix, SourceKind::google_drive};
  const auto verdict = pace.ask(link, within_a_minute(), {.bookings = {}, .known_rate = 12.5});
  ASSERT_TRUE(verdict);
  EXPECT_NEAR(verdict->rate.value(), 12.5, 0.01);
}

}  // namespace
}  // namespace pixferry
