#include "simulator/photo/photo_album.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <set>
#include <vips/vips8>

namespace pixferry::simulator {
namespace {

using vips::VImage;

std::string bytes_of(const PhotoAlbum& album, std::uint64_t number) {
  std::string bytes;
  for (const auto& slice : album.body(number)) {
    bytes.append(reinterpret_cast<const char*>(slice.bytes.data()), slice.bytes.size());
  }
  return bytes;
}

std::string hex_digest(const std::string& bytes, const EVP_MD* algorithm) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr);
  std::string hex;
  for (unsigned i = 0; i < size; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

/// Decodes every pixel, and fails at anything a careful decoder would complain of.
VImage decoded(const std::string& bytes) {
  return VImage::new_from_buffer(bytes.data(), bytes.size(), "",
                                 VImage::option()->set("fail_on", VIPS_FAIL_ON_WARNING))
      .copy_memory();
}

PhotoAlbum album(AlbumPlan plan) {
  auto made = PhotoAlbum::make(plan);
  EXPECT_TRUE(made) << made.error().message;
  return std::move(*made);
}

PhotoAlbum small_album(std::uint64_t seed = 1) {
  return album({.photos = 64, .edge_max = 96, .seed = seed});
}

TEST(PhotoAlbum, HoldsJpegPngAndWebpThatDecodeInTheirClaimedSize) {
  const auto photos = small_album();
  std::set<std::string> loaders;
  for (std::uint64_t number = 0; number < 32; ++number) {
    const auto image = decoded(bytes_of(photos, number));
    EXPECT_EQ(image.width(), photos.traits(number).width) << number;
    EXPECT_EQ(image.height(), photos.traits(number).height) << number;
    loaders.insert(image.get_string("vips-loader"));
  }
  EXPECT_THAT(loaders,
              testing::ElementsAre("jpegload_buffer", "pngload_buffer", "webpload_buffer"));
}

TEST(PhotoAlbum, WritesTheExifItClaims) {
  const auto photos = small_album();
  std::set<int> orientations;
  for (std::uint64_t number = 0; number < 32; ++number) {
    const auto& traits = photos.traits(number);
    if (traits.format == PhotoFormat::png) continue;
    const auto bytes = bytes_of(photos, number);
    const auto image = VImage::new_from_buffer(bytes.data(), bytes.size(), "");
    EXPECT_EQ(image.get_int("orientation"), traits.orientation) << number;
    EXPECT_THAT(image.get_string("exif-ifd0-Make"), testing::StartsWith(traits.camera_make));
    EXPECT_THAT(image.get_string("exif-ifd0-Model"), testing::StartsWith(traits.camera_model));
    EXPECT_THAT(image.get_string("exif-ifd2-DateTimeOriginal"), testing::StartsWith(traits.taken));
    EXPECT_EQ(image.get_typeof("exif-ifd3-GPSLatitude") != 0, traits.place.has_value()) << number;
    orientations.insert(traits.orientation);
  }
  EXPECT_THAT(orientations, testing::ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
}

TEST(PhotoAlbum, TellsTheSizeAndHashesOfItsBytes) {
  const auto photos = small_album();
  for (const std::uint64_t number : {0u, 3u, 5u, 33u, 1'000'003u}) {
    const auto bytes = bytes_of(photos, number);
    EXPECT_EQ(photos.size_bytes(number), static_cast<std::int64_t>(bytes.size()));
    EXPECT_EQ(photos.digests(number).sha256.hex(), hex_digest(bytes, EVP_sha256()));
    EXPECT_EQ(photos.digests(number).md5.hex(), hex_digest(bytes, EVP_md5()));
  }
}

TEST(PhotoAlbum, GivesEveryNumberBytesOfItsOwn) {
  const auto photos = small_album();
  std::set<Sha256> seen;
  for (std::uint64_t number = 0; number < 5000; ++number) {
    EXPECT_TRUE(seen.insert(photos.digests(number).sha256).second) << number;
  }
}

TEST(PhotoAlbum, IsTheSameForTheSameSeedAndAnotherForAnother) {
  EXPECT_EQ(bytes_of(small_album(7), 11), bytes_of(small_album(7), 11));
  EXPECT_NE(bytes_of(small_album(7), 11), bytes_of(small_album(8), 11));
}

TEST(PhotoAlbum, PadsFilesToTheSizeThatIsAskedForAndKeepsThemDecodable) {
  for (const std::int64_t size : {AlbumPlan::kFileBytesMin, 20'000L, 200'000L, 3'000'001L}) {
    const auto photos = album({.photos = 64, .file_bytes = size, .edge_max = 320});
    for (std::uint64_t number = 0; number < 8; ++number) {
      const auto bytes = bytes_of(photos, number);
      ASSERT_EQ(static_cast<std::int64_t>(bytes.size()), size);
      EXPECT_EQ(photos.digests(number).sha256.hex(), hex_digest(bytes, EVP_sha256()));
      EXPECT_GT(decoded(bytes).width(), 0);
    }
  }
}

TEST(PhotoAlbum, RefusesSizesNoPhotoCanHave) {
  EXPECT_FALSE(PhotoAlbum::make({.file_bytes = AlbumPlan::kFileBytesMin - 1}));
  EXPECT_FALSE(PhotoAlbum::make({.edge_max = 0}));
  EXPECT_FALSE(PhotoAlbum::make({.photos = -1}));
}

}  // namespace
}  // namespace pixferry::simulator
