#include "pipeline/content/decode/decode_image.hpp"

#include <cstdint>
#include <cstring>
#include <string>

#include "testing/decoding_test.hpp"
#include "testing/exif_block.hpp"

namespace pixferry {
namespace {

class DecodeImage : public DecodingTest {};

/// The names of the chunks of a WebP file.
std::vector<std::string> chunks_of(const std::vector<std::byte>& webp) {
  constexpr std::size_t kFileHeaderBytes = 12;
  std::vector<std::string> names;
  for (auto at = kFileHeaderBytes; at + 8 <= webp.size();) {
    const auto* chunk = reinterpret_cast<const char*>(webp.data()) + at;
    names.emplace_back(chunk, 4);
    std::uint32_t size = 0;
    std::memcpy(&size, chunk + 4, sizeof size);
    at += 8 + size + size % 2;
  }
  return names;
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

TEST_F(DecodeImage, DoesNotEnlargeASmallImage) {
  const auto inspection = decode(encode_sample({.width = 300, .height = 200}), ImageType::jpeg);
  EXPECT_EQ(size_of(inspection.thumbnails[0].bytes), (SampleSize{300, 200}));
  EXPECT_EQ(size_of(inspection.thumbnails[1].bytes), (SampleSize{256, 171}));
  const auto dot =
      decode(encode_sample({.type = ImageType::png, .width = 2, .height = 2}), ImageType::png);
  EXPECT_EQ(size_of(dot.thumbnails[1].bytes), (SampleSize{2, 2}));
}

TEST_F(DecodeImage, SetsEveryOrientationUpright) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    for (const auto type : {ImageType::jpeg, ImageType::webp, ImageType::png}) {
      SCOPED_TRACE(orientation);
      const auto inspection = decode(
          encode_sample({.type = type, .width = 600, .height = 400, .orientation = orientation}),
          type);
      EXPECT_EQ(inspection.facts.orientation, orientation);
      EXPECT_EQ(inspection.facts.size, (PixelSize{600, 400}));
      EXPECT_EQ(size_of(inspection.thumbnails[0].bytes), (SampleSize{512, 341}));
      expect_upright(inspection.thumbnails[0].bytes);
    }
  }
}

TEST_F(DecodeImage, DrawsEveryKindThatItDecodes) {
  for (const auto type : {ImageType::jpeg, ImageType::png, ImageType::webp, ImageType::gif,
                          ImageType::heic, ImageType::avif}) {
    SCOPED_TRACE(extension(type));
    const auto inspection = decode(encode_sample({.type = type}), type);
    EXPECT_EQ(inspection.facts.size, (PixelSize{300, 200}));
    EXPECT_EQ(inspection.facts.warning, std::nullopt);
    expect_upright(inspection.thumbnails[0].bytes);
  }
}

TEST_F(DecodeImage, BringsEveryColourSpaceToSrgb) {
  for (const SamplePicture& sample :
       {SamplePicture{.type = ImageType::png, .has_16_bits = true},
        SamplePicture{.type = ImageType::png, .has_alpha = true, .has_16_bits = true},
        SamplePicture{.profile = "p3"}, SamplePicture{.type = ImageType::webp, .profile = "p3"},
        SamplePicture{.type = ImageType::png, .is_progressive = true, .profile = "p3"}}) {
    const auto inspection = decode(encode_sample(sample), sample.type);
    ASSERT_EQ(inspection.facts.warning, std::nullopt);
    expect_upright(inspection.thumbnails[0].bytes);
    expect_upright(inspection.thumbnails[1].bytes);
  }
}

/// Ink has no pure green and no pure blue: what is asked for is that no colour is inverted, or the
/// like of another.
TEST_F(DecodeImage, BringsInkToTheColoursItPrints) {
  for (const bool is_progressive : {false, true}) {
    const auto file = encode_sample({.is_cmyk = true, .is_progressive = is_progressive});
    const auto thumbnail = decode(file, ImageType::jpeg).thumbnails[0].bytes;
    EXPECT_THAT(colour_at(thumbnail, 0.25, 0.25), IsWithin(70, SampleColour{220, 30, 30}));
    EXPECT_THAT(colour_at(thumbnail, 0.75, 0.25), IsWithin(70, SampleColour{30, 160, 30}));
    EXPECT_THAT(colour_at(thumbnail, 0.25, 0.75), IsWithin(70, SampleColour{30, 30, 200}));
    EXPECT_THAT(colour_at(thumbnail, 0.75, 0.75), IsNear(SampleColour{128, 128, 128}));
  }
}

TEST_F(DecodeImage, DrawsGreyAsGrey) {
  for (const bool has_16_bits : {false, true}) {
    const auto file = encode_sample(
        {.type = ImageType::png, .has_16_bits = has_16_bits, .is_grey = !has_16_bits});
    const auto thumbnail = decode(file, ImageType::png).thumbnails[0].bytes;
    EXPECT_THAT(colour_at(thumbnail, 0.75, 0.75), IsNear(SampleColour{128, 128, 128}));
  }
}

TEST_F(DecodeImage, KeepsTransparency) {
  for (const auto type : {ImageType::png, ImageType::webp, ImageType::gif, ImageType::avif}) {
    SCOPED_TRACE(extension(type));
    const auto inspection = decode(encode_sample({.type = type, .has_alpha = true}), type);
    for (const auto& thumbnail : inspection.thumbnails) {
      expect_upright(thumbnail.bytes);
      EXPECT_EQ(colour_at(thumbnail.bytes, 0.75, 0.75).opacity, 0);
      EXPECT_EQ(colour_at(thumbnail.bytes, 0.25, 0.25).opacity, 255);
    }
  }
}

TEST_F(DecodeImage, ShowsTheFirstFrameOfAnAnimation) {
  for (const auto type : {ImageType::gif, ImageType::webp}) {
    const auto inspection = decode(encode_sample({.type = type, .frames = 3}), type);
    EXPECT_EQ(inspection.facts.size, (PixelSize{300, 200}));
    EXPECT_EQ(size_of(inspection.thumbnails[0].bytes), (SampleSize{300, 200}));
    expect_upright(inspection.thumbnails[0].bytes);
  }
}

TEST_F(DecodeImage, LeavesNothingButPixelsInAThumbnail) {
  const auto photo = encode_sample({.profile = "p3"});
  const auto file = ExifBlock{}
                        .text(ExifBlock::Directory::first, 0x010F, "Lumora")
                        .text(ExifBlock::Directory::gps, 1, "N")
                        .rationals(ExifBlock::Directory::gps, 2, {{48, 1}, {51, 1}, {29, 1}})
                        .text(ExifBlock::Directory::gps, 3, "E")
                        .rationals(ExifBlock::Directory::gps, 4, {{2, 1}, {17, 1}, {40, 1}})
                        .inside(photo);
  const auto inspection = decode(file, ImageType::jpeg);
  EXPECT_EQ(inspection.facts.camera.make, "Lumora");
  EXPECT_FALSE(inspection.facts.position);
  EXPECT_TRUE(decode_image(file, ImageType::jpeg, {.pixels_max = 1'000'000, .keep_gps = true})
                  ->facts.position);
  for (const auto& thumbnail : inspection.thumbnails) {
    EXPECT_THAT(chunks_of(thumbnail.bytes), testing::ElementsAre("VP8 "));
  }
  const auto transparent = encode_sample({.type = ImageType::png, .has_alpha = true});
  for (const auto& thumbnail : decode(transparent, ImageType::png).thumbnails) {
    EXPECT_THAT(chunks_of(thumbnail.bytes), testing::ElementsAre("VP8X", "ALPH", "VP8 "));
  }
}

TEST_F(DecodeImage, GivesTheSameForTheSame) {
  const auto file = encode_sample({.width = 1200, .height = 800});
  EXPECT_EQ(decode(file, ImageType::jpeg), decode(file, ImageType::jpeg));
}

}  // namespace
}  // namespace pixferry
