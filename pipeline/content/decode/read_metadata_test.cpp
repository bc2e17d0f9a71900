#include "pipeline/content/decode/read_metadata.hpp"

#include <gtest/gtest.h>

#include "pipeline/platform/printable_text.hpp"
#include "testing/exif_block.hpp"

namespace pixferry {
namespace {

using enum ExifBlock::Directory;

constexpr std::uint16_t kMake = 0x010F;
constexpr std::uint16_t kDateTime = 0x0132;
constexpr std::uint16_t kDateTimeOriginal = 0x9003;
constexpr std::uint16_t kDateTimeDigitized = 0x9004;
constexpr std::uint16_t kExposureTime = 0x829A;
constexpr std::uint16_t kFNumber = 0x829D;
constexpr std::uint16_t kIso = 0x8827;

Metadata read(const ExifBlock& block, bool keep_gps = true) {
  return read_metadata(block.bytes(), keep_gps);
}

/// 2024-02-29 13:14:15 on the clock's face.
constexpr std::int64_t kLeapDayMs = 1'709'212'455'000;

ExifBlock at_the_eiffel_tower() {
  return ExifBlock{}
      .text(gps, 1, "N")
      .rationals(gps, 2, {{48, 1}, {51, 1}, {2952, 100}})
      .text(gps, 3, "E")
      .rationals(gps, 4, {{2, 1}, {17, 1}, {4020, 100}})
      .rationals(gps, 6, {{3305, 10}});
}

TEST(ReadMetadata, TellsTheCameraAndItsSettings) {
  const auto camera = read(ExifBlock{}
                               .text(first, kMake, "Lumora")
                               .text(first, 0x0110, "L-1")
                               .text(exif, 0xA434, "Lumora 35mm f/1.8")
                               .rationals(exif, kExposureTime, {{1, 250}})
                               .rationals(exif, kFNumber, {{28, 10}})
                               .rationals(exif, 0x920A, {{35, 1}})
                               .number(exif, kIso, 400))
                          .camera;
  EXPECT_EQ(camera, (Camera{.make = "Lumora",
                            .model = "L-1",
                            .lens = "Lumora 35mm f/1.8",
                            .exposure_seconds = 0.004,
                            .f_number = 2.8,
                            .focal_length_mm = 35,
                            .iso = 400}));
}

TEST(ReadMetadata, TakesTheMomentOfTheShutterWithItsOffsetAndThousandths) {
  const auto time = read(ExifBlock{}
                             .text(exif, kDateTimeOriginal, "2024:02:29 13:14:15")
                             .text(exif, 0x9011, "-03:30")
                             .text(exif, 0x9291, "0421")
                             .text(first, kDateTime, "2025:01:01 00:00:00"))
                        .taken_at;
  EXPECT_EQ(time, (CaptureTime{.local_ms = kLeapDayMs + 42, .offset_minutes = -210}));
}

TEST(ReadMetadata, FallsBackToTheScannersTimeAndThenToThatOfTheLastChange) {
  ExifBlock block;
  block.text(first, kDateTime, "2024:02:29 13:14:15").text(exif, 0x9010, "+14:00");
  EXPECT_EQ(read(block).taken_at, (CaptureTime{kLeapDayMs, 840}));
  block.text(exif, kDateTimeDigitized, "2024:02:29 13:14:14");
  EXPECT_EQ(read(block).taken_at, (CaptureTime{kLeapDayMs - 1000, std::nullopt}));
}

TEST(ReadMetadata, RefusesDatesThatAreNone) {
  for (const auto* text :
       {"0000:00:00 00:00:00", "    :  :     :  :  ", "2024:13:01 00:00:00", "2023:02:29 00:00:00",
        "2024:02:29 24:00:00", "2024:02:29 13:60:15", "1825:01:01 00:00:00", "2024:02:29", "",
        "2024:02:29 13:14:1x", "-024:02:29 13:14:15"}) {
    EXPECT_EQ(read(ExifBlock{}.text(exif, kDateTimeOriginal, text)).taken_at, std::nullopt) << text;
  }
}

TEST(ReadMetadata, LeavesOutAnOffsetThatIsNone) {
  for (const auto* offset : {"+15:00", "Z", "02:00", "+0200", "+aa:00", "+01:60"}) {
    const auto time = read(ExifBlock{}
                               .text(exif, kDateTimeOriginal, "2024:02:29 13:14:15")
                               .text(exif, 0x9011, offset))
                          .taken_at;
    EXPECT_EQ(time, (CaptureTime{kLeapDayMs, std::nullopt})) << offset;
  }
}

TEST(ReadMetadata, DropsNumbersThatMakeNoSense) {
  const auto camera = read(ExifBlock{}
                               .rationals(exif, kExposureTime, {{1, 0}})
                               .rationals(exif, kFNumber, {{0, 1}})
                               .rationals(exif, 0x920A, {{0xFFFFFFFF, 1}})
                               .number(exif, kIso, 0xFFFFFFFF))
                          .camera;
  EXPECT_EQ(camera, Camera{});
}

TEST(ReadMetadata, LooksElsewhereForASensitivityBeyondTwoBytes) {
  const auto block = ExifBlock{}.number(exif, kIso, 65535).number(exif, 0x8832, 102400);
  EXPECT_EQ(read(block).camera.iso, 102400);
  EXPECT_EQ(read(ExifBlock{}.number(exif, kIso, 65535)).camera.iso, std::nullopt);
}

TEST(ReadMetadata, TakesTextsForHostile) {
  const auto make = [](std::string_view text) {
    return read(ExifBlock{}.text(first, kMake, text)).camera.make;
  };
  EXPECT_EQ(make("  Nikon  "), "Nikon");
  EXPECT_EQ(make("a\x1b[31m\r\nb\u202e"), "a[31mb");
  EXPECT_EQ(make("a\xff"), "a\uFFFD");
  EXPECT_EQ(make(std::string_view{"a\0b", 3}), "a");
  EXPECT_EQ(make("   "), "");
  std::string umlauts;
  for (int i = 0; i < 300; ++i) umlauts += "ä";
  EXPECT_LE(make(umlauts).size(), kCameraTextBytesMax);
  EXPECT_TRUE(make(umlauts).starts_with("ää"));
}

TEST(ReadMetadata, TellsThePlaceOnlyWhereItIsKept) {
  const auto block = at_the_eiffel_tower();
  const auto position = read(block).position;
  ASSERT_TRUE(position);
  EXPECT_NEAR(position->latitude, 48.8582, 1e-4);
  EXPECT_NEAR(position->longitude, 2.2945, 1e-4);
  EXPECT_EQ(position->altitude_metres, 330.5);
  EXPECT_EQ(read(block, false).position, std::nullopt);
}

TEST(ReadMetadata, FollowsTheReferencesToTheSouthTheWestAndBelowTheSea) {
  const auto position = read(ExifBlock{}
                                 .text(gps, 1, "S")
                                 .rationals(gps, 2, {{33, 1}, {30, 1}, {0, 1}})
                                 .text(gps, 3, "W")
                                 .rationals(gps, 4, {{70, 1}, {15, 1}, {0, 1}})
                                 .number(gps, 5, 1)
                                 .rationals(gps, 6, {{5, 1}}))
                            .position;
  EXPECT_EQ(position, (GpsPosition{-33.5, -70.25, -5}));
}

TEST(ReadMetadata, DropsPlacesThatAreNone) {
  const auto place = [](ExifBlock::Rationals latitude, ExifBlock::Rationals longitude,
                        std::string_view north = "N") {
    return read(ExifBlock{}
                    .text(gps, 1, north)
                    .rationals(gps, 2, latitude)
                    .text(gps, 3, "E")
                    .rationals(gps, 4, longitude))
        .position;
  };
  const ExifBlock::Rationals fine{{10, 1}, {0, 1}, {0, 1}};
  EXPECT_TRUE(place(fine, fine));
  EXPECT_FALSE(place({{0, 1}, {0, 1}, {0, 1}}, {{0, 1}, {0, 1}, {0, 1}}));
  EXPECT_FALSE(place({{91, 1}, {0, 1}, {0, 1}}, fine));
  EXPECT_FALSE(place(fine, {{180, 1}, {0, 1}, {1, 1}}));
  EXPECT_FALSE(place(fine, {{10, 0}, {0, 1}, {0, 1}}));
  EXPECT_FALSE(place(fine, {{10, 1}, {60, 1}, {0, 1}}));
  EXPECT_FALSE(place(fine, {{10, 1}}));
  EXPECT_FALSE(place(fine, fine, "X"));
  EXPECT_FALSE(place(fine, fine, ""));
}

TEST(ReadMetadata, ReadsNothingFromABlockCutAnywhereThatItDoesNotHold) {
  const auto whole = at_the_eiffel_tower().text(first, kMake, "Lumora").bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto metadata = read_metadata(std::span{whole}.first(size), true);
    EXPECT_EQ(metadata.orientation, 1);
    EXPECT_TRUE(std::string_view{"Lumora"}.starts_with(metadata.camera.make));
  }
  EXPECT_EQ(read_metadata({}, true).camera, Camera{});
}

}  // namespace
}  // namespace pixferry
