#include "pipeline/content/decode/thumbhash.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace pixferry {
namespace {

Pixels plain(int width, int height, const std::vector<std::byte>& bytes) {
  return {.width = width,
          .height = height,
          .channels = static_cast<int>(bytes.size()) / (width * height),
          .bytes = bytes};
}

std::vector<std::byte> repeated(std::initializer_list<int> pixel, int times) {
  std::vector<std::byte> bytes;
  for (int i = 0; i < times; ++i) {
    for (const int channel : pixel) bytes.push_back(static_cast<std::byte>(channel));
  }
  return bytes;
}

TEST(ThumbhashOf, SaysWhetherThereIsTransparencyAndWhichWayTheImageLies) {
  const auto opaque = thumbhash_of(plain(8, 4, repeated({200, 30, 30}, 32)));
  const auto clear = thumbhash_of(plain(4, 8, repeated({200, 30, 30, 10}, 32)));
  EXPECT_EQ(static_cast<unsigned char>(opaque[2]) >> 7, 0);
  EXPECT_EQ(static_cast<unsigned char>(opaque[4]) >> 7, 1);
  EXPECT_EQ(static_cast<unsigned char>(clear[2]) >> 7, 1);
  EXPECT_EQ(static_cast<unsigned char>(clear[4]) >> 7, 0);
}

TEST(ThumbhashOf, TakesThreeChannelsForOpaqueOnes) {
  EXPECT_EQ(thumbhash_of(plain(5, 5, repeated({1, 200, 3}, 25))),
            thumbhash_of(plain(5, 5, repeated({1, 200, 3, 255}, 25))));
}

TEST(ThumbhashOf, FitsItsColumnForEveryProportion) {
  constexpr std::size_t kBytesMax = 32;
  for (const auto& [width, height] : {std::pair{32, 32}, {1, 1}, {32, 1}, {1, 32}, {100, 100}}) {
    for (const int opacity : {255, 128, 0}) {
      const auto hash =
          thumbhash_of(plain(width, height, repeated({9, 9, 9, opacity}, width * height)));
      EXPECT_LE(hash.size(), kBytesMax);
      EXPECT_GE(hash.size(), 5U);
    }
  }
}

}  // namespace
}  // namespace pixferry
