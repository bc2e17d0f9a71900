#include "pipeline/model/declared_facts.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

DeclaredFacts all_declared() {
  return {.size = PixelSize{4000, 6000},
          .orientation = 6,
          .taken_at = CaptureTime{.local_ms = 1000, .offset_minutes = std::nullopt},
          .camera = {.make = "Lumora",
                     .model = "L7",
                     .lens = "50 mm",
                     .exposure_seconds = 0.5,
                     .f_number = 2,
                     .focal_length_mm = 50,
                     .iso = 100},
          .position = GpsPosition{1, 2, 3}};
}

ImageFacts all_seen() {
  return {.size = PixelSize{10, 20},
          .orientation = 1,
          .taken_at = CaptureTime{.local_ms = 5, .offset_minutes = 60},
          .camera = {.make = "Canon",
                     .model = "EOS",
                     .lens = "RF",
                     .exposure_seconds = 1,
                     .f_number = 4,
                     .focal_length_mm = 35,
                     .iso = 200},
          .position = GpsPosition{4, 5, std::nullopt},
          .thumbhash = "hash",
          .thumbnails = ThumbnailState::done,
          .warning = std::nullopt};
}

TEST(DeclaredFacts, AreAllThatIsKnownOfBytesThatNobodyLookedInto) {
  const auto known = known_facts(std::nullopt, all_declared());
  EXPECT_EQ(known.size, (PixelSize{4000, 6000}));
  EXPECT_EQ(known.orientation, 6);
  EXPECT_EQ(known.taken_at, all_declared().taken_at);
  EXPECT_EQ(known.camera, all_declared().camera);
  EXPECT_EQ(known.position, all_declared().position);
  EXPECT_EQ(known.thumbnails, ThumbnailState::none);
  EXPECT_EQ(beyond(std::nullopt, all_declared()), all_declared());
}

TEST(DeclaredFacts, NeverStandAgainstWhatTheBytesSay) {
  EXPECT_EQ(known_facts(all_seen(), all_declared()), all_seen());
  EXPECT_EQ(beyond(all_seen(), all_declared()), DeclaredFacts{});
}

TEST(DeclaredFacts, FillEachGapForItself) {
  auto seen = all_seen();
  seen.camera.lens.clear();
  seen.camera.iso.reset();
  seen.camera.f_number.reset();
  seen.taken_at.reset();
  const auto known = known_facts(seen, all_declared());
  EXPECT_EQ(known.camera.make, "Canon");
  EXPECT_EQ(known.camera.lens, "50 mm");
  EXPECT_EQ(known.camera.iso, 100);
  EXPECT_EQ(known.camera.f_number, 2);
  EXPECT_EQ(known.camera.exposure_seconds, 1);
  EXPECT_EQ(known.taken_at, all_declared().taken_at);
  EXPECT_EQ(known.position, all_seen().position);
  const auto added = beyond(seen, all_declared());
  EXPECT_EQ(added.camera,
            (Camera{.make = "", .model = "", .lens = "50 mm", .f_number = 2, .iso = 100}));
  EXPECT_EQ(added.size, std::nullopt);
}

TEST(DeclaredFacts, TurnNoImageWhoseBytesSayHowItIsHeld) {
  auto seen = all_seen();
  seen.size.reset();
  seen.orientation = 8;
  EXPECT_EQ(known_facts(seen, all_declared()).orientation, 8);
  EXPECT_EQ(known_facts(seen, all_declared()).size, all_declared().size);
  seen.orientation = 1;
  EXPECT_EQ(known_facts(seen, all_declared()).orientation, 6);
  seen.size = PixelSize{3, 4};
  EXPECT_EQ(known_facts(seen, all_declared()).orientation, 1);
}

}  // namespace
}  // namespace pixferry
