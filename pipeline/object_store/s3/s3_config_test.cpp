#include "pipeline/object_store/s3/s3_config.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

struct Place {
  std::string origin;
  std::string base_path;
  auto operator<=>(const Place&) const = default;
};

Place place_of(const S3Config& config) {
  return {s3_origin(config), s3_base_path(config)};
}

TEST(S3ConfigTest, PutsTheBucketIntoThePath) {
  EXPECT_EQ(place_of({.endpoint = "http://127.0.0.1:9000/", .bucket = "images"}),
            (Place{"http://127.0.0.1:9000", "/images"}));
  EXPECT_EQ(place_of({.endpoint = "https://a.supabase.co/storage/v1/s3", .bucket = "my images"}),
            (Place{"https://a.supabase.co", "/storage/v1/s3/my%20images"}));
}

TEST(S3ConfigTest, PutsTheBucketInFrontOfTheHost) {
  EXPECT_EQ(
      place_of(
          {.endpoint = "https://s3.example:8443/v1", .bucket = "images", .virtual_host = true}),
      (Place{"https://images.s3.example:8443", "/v1"}));
}

TEST(S3ConfigTest, FindsAmazonByTheRegionAlone) {
  EXPECT_EQ(place_of({.region = "eu-central-1", .bucket = "images"}),
            (Place{"https://s3.eu-central-1.amazonaws.com", "/images"}));
  EXPECT_EQ(place_of({.bucket = "images", .virtual_host = true}),
            (Place{"https://images.s3.us-east-1.amazonaws.com", ""}));
}

TEST(S3ConfigTest, TakesAnEndpointWithoutAScheme) {
  EXPECT_EQ(place_of({.endpoint = "account.r2.cloudflarestorage.com", .bucket = "images"}),
            (Place{"https://account.r2.cloudflarestorage.com", "/images"}));
}

}  // namespace
}  // namespace pixferry
