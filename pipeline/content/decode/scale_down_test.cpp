#include "pipeline/content/decode/scale_down.hpp"

#include <gmock/gmock.h>

#include <initializer_list>

namespace pixferry {
namespace {

using testing::Each;
using testing::ElementsAre;

std::vector<std::byte> bytes_of(std::initializer_list<int> values) {
  std::vector<std::byte> bytes;
  for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

std::vector<int> numbers_of(const ScaledPixels& pixels) {
  std::vector<int> numbers;
  for (const auto byte : pixels.bytes) numbers.push_back(std::to_integer<int>(byte));
  return numbers;
}

TEST(ScaleDown, GivesEachPixelTheMeanOfWhatItCovers) {
  const auto four = bytes_of({0, 10, 200, 100, 30, 200, 50, 20, 100, 50, 20, 100});
  const auto one = scale_down({.width = 2, .height = 2, .bytes = four}, 1);
  ASSERT_TRUE(one) << one.error().message;
  EXPECT_THAT(numbers_of(*one), ElementsAre(50, 20, 150));
}

TEST(ScaleDown, GivesWhatIsTransparentNoWeight) {
  const auto two = bytes_of({200, 100, 40, 255, 0, 0, 255, 0});
  const auto one = scale_down({.width = 2, .height = 1, .channels = 4, .bytes = two}, 1);
  ASSERT_TRUE(one) << one.error().message;
  const auto numbers = numbers_of(*one);
  EXPECT_NEAR(numbers.at(0), 200, 2);
  EXPECT_NEAR(numbers.at(1), 100, 2);
  EXPECT_NEAR(numbers.at(2), 40, 2);
  EXPECT_NEAR(numbers.at(3), 128, 1);
}

TEST(ScaleDown, KeepsTheShapeAndNeverLosesASide) {
  const std::vector<std::byte> white(600UL * 3 * 3, std::byte{255});
  const auto line = scale_down({.width = 600, .height = 3, .bytes = white}, 32);
  ASSERT_TRUE(line) << line.error().message;
  EXPECT_EQ(line->width, 32);
  EXPECT_EQ(line->height, 1);
  EXPECT_THAT(numbers_of(*line), Each(255));
}

TEST(ScaleDown, LeavesAloneWhatFits) {
  const auto three = bytes_of({1, 2, 3, 4, 5, 6, 7, 8, 9});
  const auto same = scale_down({.width = 3, .height = 1, .bytes = three}, 3);
  ASSERT_TRUE(same);
  EXPECT_EQ(same->bytes, three);
}

}  // namespace
}  // namespace pixferry
