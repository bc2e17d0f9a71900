#include "pipeline/model/work_rate.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Timestamp kBegan = from_milliseconds(1'000'000);

/// What is remembered of `files` files of 1,000 bytes every tenth of a second for so long.
RateMemory steady(std::int64_t files, seconds time) {
  std::optional<RateMemory> memory;
  for (auto now = kBegan + milliseconds{100}; now <= kBegan + time; now += milliseconds{100}) {
    memory = remember(memory, kBegan, now, files, files * 1000);
  }
  return *memory;
}

TEST(WorkRate, OfSteadyWorkIsRightFromTheFirstSecondsOn) {
  for (const auto time : {seconds{1}, seconds{5}, seconds{30}, seconds{600}}) {
    const auto rate = rate_of(steady(4, time), kBegan + time);
    EXPECT_NEAR(rate.files_per_second, 40, 1) << time.count();
    EXPECT_NEAR(rate.bytes_per_second, 40'000, 1000) << time.count();
  }
}

TEST(WorkRate, IsThatOfTheLastHalfMinuteAndNotOfTheWholeJob) {
  auto memory = steady(100, seconds{600});
  for (int i = 1; i <= 120; ++i) {
    memory = remember(memory, kBegan, kBegan + seconds{600 + i}, 10, 0);
  }
  EXPECT_NEAR(rate_of(memory, kBegan + seconds{720}).files_per_second, 10, 20);
  EXPECT_GT(rate_of(memory, kBegan + seconds{720}).files_per_second, 10);
}

TEST(WorkRate, FadesWhileNothingIsDoneAndEndsAfterAMinute) {
  const auto memory = steady(4, seconds{60});
  const auto fresh = rate_of(memory, kBegan + seconds{60}).files_per_second;
  const auto later = rate_of(memory, kBegan + seconds{90}).files_per_second;
  EXPECT_NEAR(later, fresh / 2.7, fresh / 10);
  EXPECT_GT(rate_of(memory, kBegan + seconds{120}).files_per_second, 0);
  EXPECT_EQ(rate_of(memory, kBegan + seconds{120} + milliseconds{1}), WorkRate{});
}

TEST(WorkRate, BeginsAnewAfterAPause) {
  const auto again = kBegan + seconds{3600};
  auto memory = remember(steady(4, seconds{60}), kBegan, again, 1, 1000);
  memory = remember(memory, kBegan, again + seconds{2}, 1, 1000);
  EXPECT_NEAR(rate_of(memory, again + seconds{2}).files_per_second, 1, 0.1);
}

TEST(WorkRate, IsNothingBeforeTheFirstFile) {
  EXPECT_EQ(rate_of(std::nullopt, kBegan), WorkRate{});
}

TEST(WorkRate, OfOneFirstFileCountsTheTimeItTook) {
  const auto memory = remember(std::nullopt, kBegan, kBegan + seconds{10}, 1, 100);
  EXPECT_NEAR(rate_of(memory, kBegan + seconds{10}).files_per_second, 0.1, 0.03);
}

TEST(WorkRate, SurvivesAClockThatIsSetBack) {
  const auto memory = remember(steady(4, seconds{60}), kBegan, kBegan, 4, 4000);
  const auto rate = rate_of(memory, kBegan - seconds{5});
  EXPECT_GT(rate.files_per_second, 0);
  EXPECT_LT(rate.files_per_second, 10'000);
}

}  // namespace
}  // namespace pixferry
