#include "cli/rate_meter.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Instant kStart{std::chrono::hours{1}};

Tally imported(std::int64_t files, std::int64_t bytes = 0) {
  return {.total = 10'000, .imported = files, .bytes_done = bytes};
}

JobSnapshot job_with(const Tally& tally) {
  JobSnapshot job;
  job.tally = tally;
  return job;
}

TEST(RateMeter, IsZeroBeforeItHasSeenTwoTallies) {
  RateMeter meter;
  EXPECT_EQ(meter.rates().files_per_second, 0);
  meter.update(kStart, imported(500));
  EXPECT_EQ(meter.rates().files_per_second, 0);
}

TEST(RateMeter, CountsFromTheFirstTallyOnSoAResumedJobDoesNotJump) {
  RateMeter meter;
  meter.update(kStart, imported(5000));
  meter.update(kStart + seconds{1}, imported(5010, 2000));
  EXPECT_DOUBLE_EQ(meter.rates().files_per_second, 10);
  EXPECT_DOUBLE_EQ(meter.rates().bytes_per_second, 2000);
}

TEST(RateMeter, SettlesOnASteadyRateWhateverTheSteps) {
  RateMeter meter;
  meter.update(kStart, imported(0));
  auto at = kStart;
  double files = 0;
  for (int i = 0; i < 600; ++i) {
    const auto step = milliseconds{i % 3 == 0 ? 100 : 400};
    at += step;
    files += 20.0 * std::chrono::duration<double>(step).count();
    meter.update(at, imported(static_cast<std::int64_t>(files)));
  }
  EXPECT_NEAR(meter.rates().files_per_second, 20, 0.2);
}

TEST(RateMeter, ForgetsWithinAboutAMinute) {
  RateMeter meter;
  meter.update(kStart, imported(0));
  meter.update(kStart + seconds{60}, imported(6000));
  const auto then = meter.rates().files_per_second;
  for (int i = 1; i <= 60; ++i) meter.update(kStart + seconds{60 + i}, imported(6000));
  EXPECT_LT(meter.rates().files_per_second, then / 3);
  EXPECT_GT(meter.rates().files_per_second, 0);
}

TEST(RateMeter, TakesARetryForNoNegativeSpeed) {
  RateMeter meter;
  meter.update(kStart, imported(100));
  meter.update(kStart + seconds{1}, imported(50));
  EXPECT_EQ(meter.rates().files_per_second, 0);
}

TEST(RateMeter, IgnoresTalliesThatAreNotLater) {
  RateMeter meter;
  meter.update(kStart, imported(0));
  meter.update(kStart, imported(100));
  meter.update(kStart - seconds{1}, imported(100));
  EXPECT_EQ(meter.rates().files_per_second, 0);
}

TEST(RateMeter, GuessesTheRestFromTheRate) {
  RateMeter meter;
  meter.update(kStart, imported(0));
  meter.update(kStart + seconds{10}, imported(1000));
  EXPECT_EQ(meter.remaining(job_with(imported(1000))), milliseconds{90'000});
}

TEST(RateMeter, KeepsQuietWhileAGuessWouldMislead) {
  RateMeter meter;
  meter.update(kStart, imported(0));
  meter.update(kStart + seconds{1}, imported(100));
  EXPECT_FALSE(meter.remaining(job_with(imported(100)))) << "too early";

  meter.update(kStart + seconds{10}, imported(1000));
  auto job = job_with(imported(1000));
  job.pending_folders = 1;
  EXPECT_FALSE(meter.remaining(job)) << "listing";
  job.pending_folders = 0;
  job.throttled_until = Timestamp{};
  EXPECT_FALSE(meter.remaining(job)) << "throttled";
  job.throttled_until.reset();
  job.state = JobState::paused;
  EXPECT_FALSE(meter.remaining(job)) << "paused";

  RateMeter still;
  still.update(kStart, imported(5));
  still.update(kStart + seconds{60}, imported(5));
  EXPECT_FALSE(still.remaining(job_with(imported(5)))) << "nothing moves";
}

}  // namespace
}  // namespace pixferry
