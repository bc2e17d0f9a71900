#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <utility>
#include <vector>

#include "pipeline/content/decode/decode_image.hpp"
#include "testing/sample_picture.hpp"

namespace pixferry {

inline constexpr DecodeSettings kSettings{.pixels_max = 100'000'000, .keep_gps = false};

/// Once for the program: libvips starts once.
class DecodingTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    static const bool started = (start_decoding(), true);
    ASSERT_TRUE(started);
  }
};

MATCHER_P2(IsWithin, tolerance, expected, "") {
  *result_listener << arg.red << ' ' << arg.green << ' ' << arg.blue << ' ' << arg.opacity;
  return std::abs(arg.red - expected.red) <= tolerance &&
         std::abs(arg.green - expected.green) <= tolerance &&
         std::abs(arg.blue - expected.blue) <= tolerance &&
         std::abs(arg.opacity - expected.opacity) <= tolerance;
}

/// As near as lossy encoding and conversions between colour spaces let it be.
inline auto IsNear(const SampleColour& expected) {
  return IsWithin(24, expected);
}

/// The quarters of a SamplePicture stand where they belong, in their colours.
inline void expect_upright(const std::vector<std::byte>& image) {
  EXPECT_THAT(colour_at(image, 0.25, 0.25), IsNear(SampleColour{220, 30, 30}));
  EXPECT_THAT(colour_at(image, 0.75, 0.25), IsNear(SampleColour{30, 160, 30}));
  EXPECT_THAT(colour_at(image, 0.25, 0.75), IsNear(SampleColour{30, 30, 200}));
}

/// What is drawn of an image that can be.
inline Inspection decode(const std::vector<std::byte>& file, ImageType type) {
  auto inspection = decode_image(file, type, kSettings);
  EXPECT_TRUE(inspection) << inspection.error().message;
  EXPECT_EQ(inspection->facts.thumbnails, ThumbnailState::done);
  return *std::move(inspection);
}

}  // namespace pixferry
