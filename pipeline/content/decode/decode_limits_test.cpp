#include "pipeline/content/decode/decode_image.hpp"

#include <algorithm>
#include <array>
#include <boost/crc.hpp>
#include <cstdint>

#include "testing/decoding_test.hpp"
#include "testing/exif_block.hpp"

namespace pixferry {
namespace {

class DecodeLimits : public DecodingTest {};

/// The beginning of a grey PNG of that size, which goes on to its first pixels.
std::vector<std::byte> png_header(int width, int height) {
  auto file = encode_sample({.type = ImageType::png, .is_grey = true});
  constexpr std::size_t kHeaderAt = 12;
  constexpr std::size_t kHeaderBytes = 17;
  const auto write = [&](std::size_t at, std::uint32_t value) {
    for (int i = 0; i < 4; ++i)
      file[at + 3 - static_cast<std::size_t>(i)] = static_cast<std::byte>(value >> (8 * i));
  };
  write(kHeaderAt + 4, static_cast<std::uint32_t>(width));
  write(kHeaderAt + 8, static_cast<std::uint32_t>(height));
  boost::crc_32_type checksum;
  checksum.process_bytes(file.data() + kHeaderAt, kHeaderBytes);
  write(kHeaderAt + kHeaderBytes, checksum.checksum());
  return file;
}

TEST_F(DecodeLimits, ImportsWhatIsThereOfAFileThatEndsEarly) {
  for (const auto type : {ImageType::jpeg, ImageType::png, ImageType::gif, ImageType::webp}) {
    SCOPED_TRACE(extension(type));
    auto file = encode_sample({.type = type, .width = 900, .height = 600, .has_grain = true});
    file.resize(file.size() * 7 / 10);
    const auto inspection = decode(file, type);
    EXPECT_EQ(inspection.facts.size, (PixelSize{900, 600}));
    EXPECT_EQ(inspection.facts.warning, ImageWarning::truncated);
    EXPECT_THAT(colour_at(inspection.thumbnails[0].bytes, 0.25, 0.1),
                IsNear(SampleColour{220, 30, 30}));
  }
}

TEST_F(DecodeLimits, SaysThatTheEndIsMissingWhereAllPixelsAreThere) {
  for (const auto type : {ImageType::png, ImageType::gif, ImageType::webp}) {
    SCOPED_TRACE(extension(type));
    auto file = encode_sample({.type = type});
    EXPECT_EQ(decode(file, type).facts.warning, std::nullopt);
    file.pop_back();
    const auto inspection = decode(file, type);
    EXPECT_EQ(inspection.facts.warning, ImageWarning::truncated);
    EXPECT_EQ(inspection.facts.size, (PixelSize{300, 200}));
  }
}

TEST_F(DecodeLimits, ShowsNoneOfACutWebpInPlaceOfItsMissingRows) {
  auto file = encode_sample(
      {.type = ImageType::webp, .width = 900, .height = 600, .has_alpha = true, .has_grain = true});
  file.resize(file.size() * 9 / 10);  // the opacity of all rows comes first
  const auto inspection = decode(file, ImageType::webp);
  EXPECT_EQ(colour_at(inspection.thumbnails[0].bytes, 0.5, 0.99).opacity, 0);
}

TEST_F(DecodeLimits, RefusesAnAnimatedWebpThatIsCut) {
  auto file = encode_sample({.type = ImageType::webp, .has_grain = true, .frames = 3});
  file.resize(file.size() / 2);
  EXPECT_EQ(decode_image(file, ImageType::webp, kSettings).error().code, ErrorCode::damaged_image);
}

TEST_F(DecodeLimits, MeasuresAnImageWhosePixelsAreLost) {
  auto file = encode_sample({.type = ImageType::heic});
  for (auto at = file.size() / 2; at < file.size(); ++at) file[at] = std::byte{0x55};
  const auto inspection = decode_image(file, ImageType::heic, kSettings);
  ASSERT_TRUE(inspection) << inspection.error().message;
  EXPECT_EQ(inspection->facts.size, (PixelSize{300, 200}));
  EXPECT_EQ(inspection->facts.thumbnails, ThumbnailState::damaged);
  EXPECT_EQ(inspection->facts.warning, ImageWarning::damaged_pixels);
  EXPECT_THAT(inspection->thumbnails, testing::IsEmpty());
  EXPECT_EQ(inspection->facts.thumbhash, "");
}

TEST_F(DecodeLimits, RefusesAFileWhoseHeaderCannotBeRead) {
  for (const auto type : {ImageType::jpeg, ImageType::png, ImageType::webp, ImageType::gif,
                          ImageType::heic, ImageType::avif}) {
    auto file = encode_sample({.type = type});
    file.resize(20);
    const auto inspection = decode_image(file, type, kSettings);
    ASSERT_FALSE(inspection);
    EXPECT_EQ(inspection.error().code, ErrorCode::damaged_image);
    EXPECT_THAT(inspection.error().message, testing::HasSubstr(mime_type(type)));
  }
}

TEST_F(DecodeLimits, NeverAsksLibvipsWhatAFileIs) {
  const auto jpeg = encode_sample({});
  EXPECT_EQ(decode_image(jpeg, ImageType::png, kSettings).error().code, ErrorCode::damaged_image);
}

TEST_F(DecodeLimits, MeasuresWhatHasMorePixelsThanAreDrawn) {
  const auto file = encode_sample({.width = 300, .height = 200});
  const auto inspection =
      decode_image(file, ImageType::jpeg, {.pixels_max = 300 * 200 - 1, .keep_gps = false});
  ASSERT_TRUE(inspection);
  EXPECT_EQ(inspection->facts.size, (PixelSize{300, 200}));
  EXPECT_EQ(inspection->facts.thumbnails, ThumbnailState::unsupported);
  EXPECT_EQ(inspection->facts.warning, ImageWarning::too_many_pixels);
  EXPECT_THAT(inspection->thumbnails, testing::IsEmpty());
  EXPECT_EQ(decode_image(file, ImageType::jpeg, {.pixels_max = 300 * 200, .keep_gps = false})
                ->facts.thumbnails,
            ThumbnailState::done);
}

TEST_F(DecodeLimits, FailsAboveAGigapixelOrALongSide) {
  for (const auto& [width, height] : {std::pair{65'536, 1}, {1, 65'536}, {32'768, 32'768}}) {
    const auto inspection = decode_image(png_header(width, height), ImageType::png, kSettings);
    ASSERT_FALSE(inspection) << width;
    EXPECT_EQ(inspection.error().code, ErrorCode::too_many_pixels);
  }
  const auto just_measured = decode_image(png_header(25'000, 40'000), ImageType::png, kSettings);
  ASSERT_TRUE(just_measured) << just_measured.error().message;
  EXPECT_EQ(just_measured->facts.warning, ImageWarning::too_many_pixels);
}

TEST_F(DecodeLimits, OnlyMeasuresWhatItsDecoderWouldHoldInTooMuchMemory) {
  auto file = encode_sample({.type = ImageType::gif, .width = 2, .height = 2});
  constexpr std::size_t kScreenAt = 6;
  constexpr auto kScreenBytes = 4;
  const auto frame = std::ranges::search(
      file, std::array{std::byte{0x2C}, std::byte{0}, std::byte{0}, std::byte{0}, std::byte{0}});
  ASSERT_FALSE(frame.empty());
  const std::array<std::byte, kScreenBytes> nine_thousand_each{std::byte{0x28}, std::byte{0x23},
                                                               std::byte{0x28}, std::byte{0x23}};
  std::ranges::copy(nine_thousand_each, file.begin() + kScreenAt);
  std::ranges::copy(nine_thousand_each, frame.begin() + 5);
  const auto inspection = decode_image(file, ImageType::gif, kSettings);
  ASSERT_TRUE(inspection) << inspection.error().message;
  EXPECT_EQ(inspection->facts.size, (PixelSize{9000, 9000}));
  EXPECT_EQ(inspection->facts.thumbnails, ThumbnailState::unsupported);
  EXPECT_EQ(inspection->facts.warning, ImageWarning::too_many_pixels);
}

TEST_F(DecodeLimits, DrawsWhatIsHardlyWiderThanNothing) {
  for (const auto type : {ImageType::jpeg, ImageType::png, ImageType::webp}) {
    const auto inspection =
        decode(encode_sample({.type = type, .width = 2, .height = 16'000}), type);
    EXPECT_EQ(size_of(inspection.thumbnails[0].bytes), (SampleSize{1, 512}));
    EXPECT_EQ(size_of(inspection.thumbnails[1].bytes), (SampleSize{1, 256}));
  }
}

TEST_F(DecodeLimits, SaysOfKindsWithoutALoaderWhatTheirHeaderSays) {
  const auto inspection = decode_image(encode_sample({.type = ImageType::tiff, .orientation = 6}),
                                       ImageType::tiff, kSettings);
  ASSERT_TRUE(inspection);
  EXPECT_EQ(inspection->facts.size, (PixelSize{300, 200}));
  EXPECT_EQ(inspection->facts.orientation, 6);
  EXPECT_EQ(inspection->facts.thumbnails, ThumbnailState::unsupported);
  EXPECT_EQ(inspection->facts.warning, ImageWarning::no_decoder);
  const auto raw = ExifBlock{}.text(ExifBlock::Directory::first, 0x010F, "NIKON").bytes();
  EXPECT_EQ(decode_image(raw, ImageType::nef, kSettings)->facts.camera.make, "NIKON");
}

}  // namespace
}  // namespace pixferry
