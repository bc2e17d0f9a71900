#include "api-gateway/routes/gateway_fixture.hpp"
#include "api-gateway/routes/image_json.hpp"

namespace pixferry {
namespace {

const ImageFacts kFacts{
    .size = PixelSize{4000, 3000},
    .orientation = 6,
    .taken_at = CaptureTime{.local_ms = 1'717'243'200'000, .offset_minutes = -90},
    .camera = {.make = "Canon",
               .model = "EOS R5",
               .exposure_seconds = 0.008,
               .f_number = 5.6,
               .focal_length_mm = std::nullopt,
               .iso = 400},
    .position = std::nullopt,
    .thumbhash = "\x01\xFF",
    .thumbnails = ThumbnailState::done,
    .warning = ImageWarning::truncated};

class OneImage : public GatewayFixture {
 protected:
  /// The path of the only image, which has these facts.
  std::string import_one(const std::optional<ImageFacts>& facts) {
    import_images(start_job(), {"a.jpg"}, facts);
    const auto id = json(get("/images")).at("images").at(0).at("id").as_int64();
    return "/images/" + std::to_string(id);
  }
};

TEST_F(OneImage, ShowsAllThatIsKnownOfIt) {
  const auto image = json(get(import_one(kFacts)));
  EXPECT_EQ(image.at("path"), "Sea/a.jpg");
  EXPECT_EQ(image.at("width"), 4000);
  EXPECT_EQ(image.at("height"), 3000);
  EXPECT_EQ(image.at("orientation"), 6);
  EXPECT_EQ(image.at("taken_at"), "2024-06-01T12:00:00-01:30");
  EXPECT_EQ(image.at("camera").at("model"), "EOS R5");
  EXPECT_TRUE(image.at("camera").at("lens").is_null());
  EXPECT_EQ(image.at("exposure").at("seconds"), 0.008);
  EXPECT_EQ(image.at("exposure").at("iso"), 400);
  EXPECT_TRUE(image.at("exposure").at("focal_length_mm").is_null());
  EXPECT_TRUE(image.at("gps").is_null());
  EXPECT_EQ(image.at("thumbhash"), "Af8=");
  EXPECT_EQ(image.at("thumbnail_state"), "done");
  EXPECT_EQ(image.at("warning"), "truncated");
  EXPECT_TRUE(image.at("declared_facts").as_array().empty());
  const auto key = std::string{image.at("object_key").as_string()};
  const auto name = key.substr(1, key.rfind('.') - 1);
  EXPECT_EQ(image.at("thumbnails").at("512").as_string(),
            "http://127.0.0.1:8000/objects/t" + name + "-512.webp");
  EXPECT_EQ(image.at("thumbnails").at("256").as_string(),
            "http://127.0.0.1:8000/objects/t" + name + "-256.webp");
}

TEST_F(OneImage, ShowsWhereItWasTakenIfThatIsKept) {
  auto facts = kFacts;
  facts.position = GpsPosition{47.5, -8.25, std::nullopt};
  const auto gps = json(get(import_one(facts))).at("gps");
  EXPECT_EQ(gps.at("latitude"), 47.5);
  EXPECT_EQ(gps.at("longitude"), -8.25);
  EXPECT_TRUE(gps.at("altitude_metres").is_null());
}

TEST_F(OneImage, TellsWhatTheSourceSaysFromWhatWasSeen) {
  auto leases = claim_images(start_job(), {"a.nef"});
  ASSERT_EQ(leases.size(), 1U);
  leases[0].file.declared = {.size = PixelSize{6000, 4000},
                             .orientation = 1,
                             .taken_at = kFacts.taken_at,
                             .camera = {.make = "Nikon", .lens = "50 mm"},
                             .position = GpsPosition{1, 2, std::nullopt}};
  auto imported = fresh_image();
  imported.facts = ImageFacts{.camera = {.make = "Canon"},
                              .thumbnails = ThumbnailState::unsupported,
                              .warning = ImageWarning::no_decoder};
  finish({{leases[0], imported}});
  const auto row = json(get("/images")).at("images").at(0);
  const auto image = json(get("/images/" + std::to_string(row.at("id").as_int64())));
  EXPECT_EQ(image.at("width"), 6000);
  EXPECT_EQ(image.at("taken_at"), "2024-06-01T12:00:00-01:30");
  EXPECT_EQ(image.at("camera").at("make"), "Canon");
  EXPECT_EQ(image.at("camera").at("lens"), "50 mm");
  EXPECT_EQ(image.at("gps").at("longitude"), 2);
  const boost::json::array declared{"width",    "height",      "orientation",
                                    "taken_at", "camera.lens", "gps"};
  EXPECT_EQ(image.at("declared_facts"), declared);
  EXPECT_EQ(row.at("declared_facts"), declared);
  EXPECT_EQ(row.at("width"), 6000);
}

TEST_F(OneImage, HasNothingToTellWhileNobodyHasLookedIntoIt) {
  const auto image = json(get(import_one(std::nullopt)));
  for (const auto* key : {"width", "taken_at", "thumbhash", "thumbnails", "warning", "gps"}) {
    EXPECT_TRUE(image.at(key).is_null()) << key;
  }
  EXPECT_EQ(image.at("thumbnail_state"), "none");
}

TEST_F(OneImage, SendsOnToItsBytesAndToItsThumbnails) {
  const auto path = import_one(kFacts);
  const auto image = json(get(path));
  const auto location = [&](const std::string& below) {
    const auto response = get(path + below);
    EXPECT_EQ(response.status, 302) << below;
    return std::string{response.headers.find("Location").value_or("")};
  };
  EXPECT_EQ(location("/file"), image.at("storage_url").as_string());
  EXPECT_EQ(location("/thumbnail"), image.at("thumbnails").at("512").as_string());
  EXPECT_EQ(location("/thumbnail?size=512"), image.at("thumbnails").at("512").as_string());
  EXPECT_EQ(location("/thumbnail?size=256"), image.at("thumbnails").at("256").as_string());
  for (const auto* size : {"0", "1", "300", "1024", "x"}) {
    EXPECT_EQ(get(path + "/thumbnail?size=" + size).status, 422) << size;
  }
}

TEST_F(OneImage, SaysWhyItHasNoThumbnail) {
  const auto path = import_one(ImageFacts{.thumbnails = ThumbnailState::damaged});
  const auto response = get(path + "/thumbnail");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(json(response).at("code"), "no_thumbnail");
  EXPECT_EQ(json(response).at("detail"), "The image has no thumbnail: its state is damaged.");
  EXPECT_EQ(get(path + "/file").status, 302);
}

TEST_F(OneImage, IsNotFoundUnderAnyOtherId) {
  import_one(kFacts);
  for (const std::string id : {"0", "-1", "99", "x", "1x", "99999999999999999999"}) {
    for (const std::string below : {"", "/file", "/thumbnail"}) {
      const auto response = get("/images/" + id + below);
      EXPECT_EQ(response.status, 404) << id << below;
      EXPECT_EQ(json(response).at("code"), "image_not_found");
    }
  }
}

TEST(LocalTime, HasNoOffsetWhereTheCameraWroteNone) {
  EXPECT_EQ(routes::local_time({.local_ms = 0, .offset_minutes = std::nullopt}),
            "1970-01-01T00:00:00");
  EXPECT_EQ(routes::local_time({.local_ms = 0, .offset_minutes = 0}), "1970-01-01T00:00:00+00:00");
  EXPECT_EQ(routes::local_time({.local_ms = 999, .offset_minutes = 825}),
            "1970-01-01T00:00:00+13:45");
}

}  // namespace
}  // namespace pixferry
