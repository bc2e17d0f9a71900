#include "cli/google_drive_source.hpp"

#include <gtest/gtest.h>

#include "cli/http_policy.hpp"
#include "pipeline/pacing/pace_state.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/source/google_drive/drive_provider.hpp"
#include "pipeline/source/google_drive/public_drive.hpp"

namespace pixferry {
namespace {

Config with_key(int rate) {
  Config config;
  config.google_api_key = Secret{"key"};
  config.google_drive_rate = rate;
  return config;
}

Config without_key(int rate) {
  Config config;
  config.google_drive_rate = rate;
  return config;
}

/// Downloads that may begin within ten seconds.
int downloads_in_ten_seconds(const Config& config) {
  PaceState pace{google_drive_rate_max(config)};
  const Instant start{std::chrono::hours{1}};
  int count = 0;
  while (pace.earliest(start) < start + std::chrono::seconds{10} && count < 10'000) {
    pace.book(start, google_drive_costs(config).fetch);
    ++count;
  }
  return count;
}

TEST(GoogleDriveSource, IsTheApiWithAKeyAndThePublicPagesWithoutOne) {
  const SystemClock clock;
  const auto config = without_key(0);
  HttpClient http{http_policy_for_sources(config), clock, config.limits};
  const auto keyed = with_key(0);
  EXPECT_NE(dynamic_cast<PublicDrive*>(make_google_drive(http, config, clock).get()), nullptr);
  EXPECT_NE(dynamic_cast<GoogleDrive*>(make_google_drive(http, keyed, clock).get()), nullptr);
}

TEST(GoogleDriveSource, AChosenRateIsOneOfRequestsWhateverTheyCost) {
  EXPECT_NEAR(downloads_in_ten_seconds(with_key(20)), 200, 1);
  EXPECT_NEAR(downloads_in_ten_seconds(without_key(20)), 200, 1);
}

TEST(GoogleDriveSource, WithoutAKeyThePaceIsEasyUnlessChosen) {
  EXPECT_NEAR(downloads_in_ten_seconds(without_key(0)), 10 * PublicDrive::kRequestRateMax, 1);
  EXPECT_EQ(downloads_in_ten_seconds(with_key(0)), 10'000) << "as Google allows";
}

TEST(GoogleDriveSource, WhereGoogleSetsThePaceItsQuotaUnitsCount) {
  EXPECT_EQ(google_drive_costs(with_key(0)).fetch, PacedSource::kGoogleDriveCosts.fetch);
}

}  // namespace
}  // namespace pixferry
