#include "pipeline/content/decode/decode_image.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/sample_picture.hpp"

namespace pixferry {
namespace {

constexpr DecodeSettings kSettings{.pixels_max = 100'000'000, .keep_gps = false};

/// Once for the program: libvips starts once.
class DecodeImage : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    static const bool started = (start_decoding(), true);
    ASSERT_TRUE(started);
  }
};

/// As far as lossy encoding and conversions between colour spaces let it.
MATCHER_P(IsNear, expected, "") {
  constexpr int kTolerance = 24;
  *result_listener << arg.red << ' ' << arg.green << ' ' << arg.blue << ' ' << arg.opacity;
  return std::abs(arg.red - expected.red) <= kTolerance &&
         std::abs(arg.green - expected.green) <= kTolerance &&
         std::abs(arg.blue - expected.blue) <= kTolerance &&
         std::abs(arg.opacity - expected.opacity) <= kTolerance;
}

/// The quarters of a SamplePicture stand where they belong, in their colours.
void expect_upright(const std::vector<std::byte>& image) {
  EXPECT_THAT(colour_at(image, 0.25, 0.25), IsNear(SampleColour{220, 30, 30}));
  EXPECT_THAT(colour_at(image, 0.75, 0.25), IsNear(SampleColour{30, 160, 30}));
  EXPECT_THAT(colour_at(image, 0.25, 0.75), IsNear(SampleColour{30, 30, 200}));
}

TEST_F(DecodeImage, DrawsAPhotoInBothSizesAndMeasuresIt) {
  const auto file = encode_sample({.width = 1500, .height = 1000});
  const auto inspection = decode_image(file, ImageType::jpeg, kSettings);
  ASSERT_TRUE(inspection) << inspection.error().message;
  const auto& facts = inspection->facts;
  EXPECT_EQ(facts.size, (PixelSize{1500, 1000}));
  EXPECT_EQ(facts.orientation, 1);
  EXPECT_EQ(facts.thumbnails, ThumbnailState::done);
  EXPECT_EQ(facts.warning, std::nullopt);
  EXPECT_THAT(facts.thumbhash, testing::SizeIs(testing::AllOf(testing::Ge(18), testing::Le(25))));
  ASSERT_THAT(inspection->thumbnails, testing::SizeIs(2));
  EXPECT_EQ(inspection->thumbnails[0].size_pixels, 512);
  EXPECT_EQ(size_of(inspection->thumbnails[0].bytes), (SampleSize{512, 341}));
  EXPECT_EQ(inspection->thumbnails[1].size_pixels, 256);
  EXPECT_EQ(size_of(inspection->thumbnails[1].bytes), (SampleSize{256, 171}));
  for (const auto& thumbnail : inspection->thumbnails) expect_upright(thumbnail.bytes);
}

}  // namespace
}  // namespace pixferry
