#include "cli/http_policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pixferry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(HttpPolicyFor, ExemptsNoAddressThatNobodyConfigured) {
  EXPECT_THAT(http_policy_for(Config{}).trusted_origins, IsEmpty());
}

TEST(HttpPolicyFor, TrustsAnAddressThatTheOperatorNames) {
  Config config;
  config.google_drive_api_url = "http://127.0.0.1:9000";
  EXPECT_THAT(http_policy_for(config).trusted_origins, ElementsAre("http://127.0.0.1:9000"));
  config.google_drive_web_url = "http://127.0.0.1:9001";
  EXPECT_THAT(http_policy_for(config).trusted_origins,
              ElementsAre("http://127.0.0.1:9000", "http://127.0.0.1:9001"));
}

TEST(HttpPolicyFor, FollowsGoogleToItsStorageAndNotToItsPages) {
  Config config;
  config.google_api_key = Secret{"key"};
  const auto policy = http_policy_for(config);
  EXPECT_THAT(policy.redirect_suffixes, ElementsAre("googleapis.com", "googleusercontent.com"));
  EXPECT_THAT(policy.unfollowed_suffixes, ElementsAre("google.com"));
}

TEST(HttpPolicyFor, WithoutAKeyFollowsGoogleToWhereItsPagesKeepFiles) {
  const auto policy = http_policy_for(Config{});
  EXPECT_THAT(
      policy.redirect_suffixes,
      ElementsAre("drive.google.com", "drive.usercontent.google.com", "googleusercontent.com"));
  EXPECT_THAT(policy.unfollowed_suffixes, ElementsAre("google.com"));
}

}  // namespace
}  // namespace pixferry
