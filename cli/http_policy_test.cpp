#include "cli/http_policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pixferry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(HttpPolicyForSources, ExemptsNoAddressThatNobodyConfigured) {
  EXPECT_THAT(http_policy_for_sources(Config{}).trusted_origins, IsEmpty());
}

TEST(HttpPolicyForSources, TrustsAnAddressThatTheOperatorNames) {
  Config config;
  config.google_drive_api_url = "http://127.0.0.1:9000";
  EXPECT_THAT(http_policy_for_sources(config).trusted_origins,
              ElementsAre("http://127.0.0.1:9000"));
  config.google_drive_web_url = "http://127.0.0.1:9001";
  EXPECT_THAT(http_policy_for_sources(config).trusted_origins,
              ElementsAre("http://127.0.0.1:9000", "http://127.0.0.1:9001"));
}

TEST(HttpPolicyForSources, TrustsTheHostsOfDropboxThatTheOperatorNames) {
  Config config;
  config.dropbox.api_url = "http://127.0.0.1:9000/dropbox/api";
  config.dropbox.content_url = "http://127.0.0.1:9001";
  EXPECT_THAT(http_policy_for_sources(config).trusted_origins,
              ElementsAre("http://127.0.0.1:9000/dropbox/api", "http://127.0.0.1:9001"));
}

TEST(HttpPolicyForSources, FollowsGoogleToItsStorageAndNotToItsPages) {
  Config config;
  config.google_api_key = Secret{"key"};
  const auto policy = http_policy_for_sources(config);
  EXPECT_THAT(policy.redirect_suffixes, ElementsAre("googleapis.com", "googleusercontent.com"));
  EXPECT_THAT(policy.unfollowed_suffixes, ElementsAre("google.com"));
}

TEST(HttpPolicyForSources, WithoutAKeyFollowsGoogleToWhereItsPagesKeepFiles) {
  const auto policy = http_policy_for_sources(Config{});
  EXPECT_THAT(
      policy.redirect_suffixes,
      ElementsAre("drive.google.com", "drive.usercontent.google.com", "googleusercontent.com"));
  EXPECT_THAT(policy.unfollowed_suffixes, ElementsAre("google.com"));
}

TEST(HttpPolicyForSources, TrustsNoBucket) {
  Config config;
  config.s3 = {.endpoint = "http://127.0.0.1:9000", .bucket = "photos"};
  EXPECT_THAT(http_policy_for_sources(config).trusted_origins, IsEmpty());
}

TEST(HttpPolicyForStore, TrustsTheBucketAloneAndFollowsItNowhere) {
  Config config;
  config.google_drive_api_url = "http://127.0.0.1:9000";
  EXPECT_THAT(http_policy_for_store(config).trusted_origins, IsEmpty());
  config.supabase.url = "http://127.0.0.1:54321";
  EXPECT_THAT(http_policy_for_store(config).trusted_origins, ElementsAre("http://127.0.0.1:54321"));
  config.supabase = {};
  config.s3 = {.region = "eu-central-1", .bucket = "photos", .virtual_host = true};
  const auto policy = http_policy_for_store(config);
  EXPECT_THAT(policy.trusted_origins, ElementsAre("https://photos.s3.eu-central-1.amazonaws.com"));
  EXPECT_THAT(policy.redirect_suffixes, IsEmpty());
}

}  // namespace
}  // namespace pixferry
