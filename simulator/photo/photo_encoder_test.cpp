#include "simulator/photo/photo_encoder.hpp"

#include <gtest/gtest.h>

#include <vips/vips8>

namespace pixferry::simulator {
namespace {

using vips::VImage;

constexpr LandscapePlan kPlan{.width = 96, .height = 64, .seed = 5};

/// The photo of a camera held with that orientation, set upright again.
VImage set_upright(int orientation) {
  PhotoTraits traits;
  traits.orientation = orientation;
  traits.camera_make = "Lumora";
  const auto bytes = encode_photo(kPlan, traits);
  EXPECT_TRUE(bytes);
  EXPECT_EQ(traits.width, orientation < 5 ? kPlan.width : kPlan.height);
  return VImage::new_from_buffer(bytes->data(), bytes->size(), "").autorot().copy_memory();
}

TEST(PhotoEncoder, TurnsAndMirrorsSoThatEveryOrientationShowsTheSamePicture) {
  const auto straight = set_upright(1);
  for (int orientation = 2; orientation <= 8; ++orientation) {
    const auto upright = set_upright(orientation);
    ASSERT_EQ(upright.width(), straight.width()) << orientation;
    const double difference = (upright - straight).abs().avg();
    const double difference_mirrored = (upright.fliphor() - straight).abs().avg();
    EXPECT_LT(difference * 2, difference_mirrored) << orientation;
  }
}

TEST(PhotoEncoder, DrawsTheSamePictureForTheSamePlanAndAnotherForAnotherSeed) {
  EXPECT_EQ(draw_landscape(kPlan), draw_landscape(kPlan));
  auto other = kPlan;
  other.seed = 6;
  EXPECT_NE(draw_landscape(kPlan), draw_landscape(other));
}

}  // namespace
}  // namespace pixferry::simulator
