#include "pipeline/source/google_drive/drive_image_metadata.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <string>

namespace pixferry {
namespace {

DeclaredFacts read(const std::string& json) {
  return read_image_metadata(boost::json::parse(json).as_object());
}

DeclaredFacts turned(const std::string& rotation) {
  return read(R"({"width":4032,"height":3024,"rotation":)" + rotation + "}");
}

TEST(DriveImageMetadata, IsAllThatDriveSawInAnImage) {
  const auto facts = read(
      R"({"width":4032,"height":3024,"rotation":1,"cameraMake":"Lumora","cameraModel":"L7",
          "lens":"50 mm","exposureTime":0.008,"aperture":1.8,"focalLength":4,"isoSpeed":50,
          "flashUsed":false,"time":"2024:04:30 11:00:00",
          "location":{"latitude":48.1,"longitude":-11.5,"altitude":520}})");
  EXPECT_EQ(facts.size, (PixelSize{3024, 4032}));
  EXPECT_EQ(facts.orientation, 6);
  EXPECT_EQ(facts.taken_at, (CaptureTime{1'714'474'800'000, std::nullopt}));
  EXPECT_EQ(facts.camera, (Camera{.make = "Lumora",
                                  .model = "L7",
                                  .lens = "50 mm",
                                  .exposure_seconds = 0.008,
                                  .f_number = 1.8,
                                  .focal_length_mm = 4,
                                  .iso = 50}));
  EXPECT_EQ(facts.position, (GpsPosition{48.1, -11.5, 520}));
}

TEST(DriveImageMetadata, MayBeEmptySoonAfterAnUpload) {
  EXPECT_EQ(read("{}"), DeclaredFacts{});
}

TEST(DriveImageMetadata, MeasuresAnImageAsItIsDisplayed) {
  EXPECT_EQ(turned("0").size, (PixelSize{4032, 3024}));
  EXPECT_EQ(turned("2").size, (PixelSize{4032, 3024}));
  EXPECT_EQ(turned("3").size, (PixelSize{3024, 4032}));
  EXPECT_EQ(turned("0").orientation, 1);
  EXPECT_EQ(turned("2").orientation, 3);
  EXPECT_EQ(turned("3").orientation, 8);
  EXPECT_EQ(read(R"({"width":5,"height":4})").size, (PixelSize{5, 4}));
}

TEST(DriveImageMetadata, LeavesOutASizeThatIsNone) {
  for (const auto* rotation : {"4", "-1", "9223372036854775807"}) {
    EXPECT_EQ(turned(rotation), DeclaredFacts{}) << rotation;
  }
  for (const auto* size : {R"({"width":0,"height":5})", R"({"width":5,"height":-5})",
                           R"({"width":5})", R"({"width":9223372036854775807,"height":5})",
                           R"({"width":18446744073709551615,"height":5})",
                           R"({"width":[],"height":{}})", R"({"width":1e3,"height":5})"}) {
    EXPECT_EQ(read(size), DeclaredFacts{}) << size;
  }
}

TEST(DriveImageMetadata, LeavesOutNumbersThatNoCameraHas) {
  for (const auto* number :
       {R"({"exposureTime":0})", R"({"exposureTime":-1})", R"({"exposureTime":1e300})",
        R"({"aperture":"2"})", R"({"aperture":1e999})", R"({"focalLength":null})",
        R"({"isoSpeed":0})", R"({"isoSpeed":9223372036854775807})", R"({"isoSpeed":1.5})"}) {
    EXPECT_EQ(read(number), DeclaredFacts{}) << number;
  }
}

TEST(DriveImageMetadata, LeavesOutTimesAndPlacesThatAreNone) {
  for (const auto* time : {"0000:00:00 00:00:00", "2024:13:01 00:00:00", "2024", "yesterday"}) {
    EXPECT_EQ(read(R"({"time":")" + std::string{time} + R"("})"), DeclaredFacts{}) << time;
  }
  for (const auto* place :
       {R"({"latitude":91,"longitude":0})", R"({"latitude":1,"longitude":-181})",
        R"({"latitude":1})", R"({"latitude":"1","longitude":"2"})",
        R"({"latitude":0,"longitude":0})", R"({"latitude":1e999,"longitude":2})"}) {
    EXPECT_EQ(read(R"({"location":)" + std::string{place} + "}"), DeclaredFacts{}) << place;
  }
  const auto high = read(R"({"location":{"latitude":1,"longitude":2,"altitude":1e6}})");
  EXPECT_EQ(high.position, (GpsPosition{1, 2, std::nullopt}));
}

TEST(DriveImageMetadata, TakesTextsForHostile) {
  const auto make = [](const std::string& text) {
    return read(R"({"cameraMake":")" + text + R"("})").camera.make;
  };
  EXPECT_EQ(make("  Lumora "), "Lumora");
  EXPECT_EQ(make(R"(a\u001b[31m\r\nb\u202e)"), "a[31mb");
  EXPECT_LE(make(std::string(1000, 'x')).size(), kCameraTextBytesMax);
}

}  // namespace
}  // namespace pixferry
