#include "pipeline/content/decode/thumbhash.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "testing/child_process.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_directory.hpp"
#include "tests/witness/node.hpp"

namespace pixferry {
namespace {

struct Sample {
  int width;
  int height;
  std::vector<std::byte> rgba;
};

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

std::string bytes_of(std::string_view hexadecimal) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string{hexadecimal.substr(i, 2)}, nullptr, 16));
  }
  return bytes;
}

/// A gradient with grain in it; every other image is partly transparent, every seventh all of one
/// colour, and one is not there at all.
Sample sample_number(int number, Random& random) {
  const auto up_to = [&](unsigned most) {
    return static_cast<unsigned>(random.bits() % (most + 1));
  };
  Sample sample{.width = static_cast<int>(up_to(31)) + 1,
                .height = static_cast<int>(up_to(31)) + 1};
  const unsigned grain = number % 7 == 0 ? 0 : up_to(255);
  const unsigned slope = number % 7 == 0 ? 0 : up_to(12);
  const unsigned base[] = {up_to(255), up_to(255), up_to(255)};
  for (int y = 0; y < sample.height; ++y) {
    for (int x = 0; x < sample.width; ++x) {
      const auto across = static_cast<unsigned>(x) * slope;
      for (const auto colour : base) {
        sample.rgba.push_back(static_cast<std::byte>((colour + across + up_to(grain)) & 0xFF));
      }
      const unsigned opacity = number % 2 == 0 ? 255 : up_to(255);
      sample.rgba.push_back(static_cast<std::byte>(number == 1 ? 0 : opacity));
    }
  }
  return sample;
}

/// The strengths and waves in a thumbhash, as https://evanw.github.io/thumbhash/ lays them out.
struct Waves {
  std::string header;  ///< all that is not a wave
  std::vector<int> light;
  std::vector<int> others;
  bool shows_light;   ///< its strength is not written as 0, which hides its waves
  bool shows_others;  ///< the same of all other planes
};

Waves waves_of(std::string_view hash) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(hash.at(at)); };
  const bool has_alpha = (byte(2) & 0x80) != 0;
  const int longest = has_alpha ? 5 : 7;
  const int shorter = std::max(3, byte(3) & 7);
  int light = -1;
  for (int v = 0; v < shorter; ++v) {
    for (int u = 0; u * shorter < longest * (shorter - v); ++u) ++light;
  }
  const std::size_t begin = has_alpha ? 6 : 5;
  Waves waves{.header = std::string{hash.substr(0, begin)}};
  for (int i = 0; i < static_cast<int>(hash.size() - begin) * 2; ++i) {
    const int wave = byte(begin + static_cast<std::size_t>(i) / 2) >> (i % 2 * 4) & 15;
    (i < light ? waves.light : waves.others).push_back(wave);
  }
  waves.shows_light = (byte(2) >> 2 & 31) > 0;
  waves.shows_others =
      (byte(3) >> 3) > 0 && (byte(4) >> 1 & 63) > 0 && (!has_alpha || byte(5) >> 4 > 0);
  return waves;
}

bool are_close(const std::vector<int>& ours, const std::vector<int>& theirs) {
  return std::ranges::equal(ours, theirs, [](int a, int b) { return std::abs(a - b) <= 1; });
}

/// The format's first encoder, npm `thumbhash`, on the same pixels. Where a wave is so weak that it
/// is nothing but the last bit of a cosine, of which Node has its own, it may be rounded to the
/// other side; and where the strongest is that weak, none is shown.
TEST(Thumbhash, IsThatOfTheFormatsOwnEncoderButForTheLastBitOfACosine) {
  constexpr int kSamples = 400;
  if (!std::filesystem::exists(kNode)) GTEST_SKIP() << "there is no " << kNode;
  if (!std::filesystem::exists(PIXFERRY_NODE_MODULES "/thumbhash")) {
    GTEST_SKIP() << "./test fetches thumbhash into " << PIXFERRY_NODE_MODULES;
  }
  const TemporaryDirectory folder;
  SeededRandom random{32};
  std::ofstream lines{folder / "images"};
  std::vector<std::string> ours;
  for (int i = 0; i < kSamples; ++i) {
    const auto sample = sample_number(i, random);
    const Pixels pixels{
        .width = sample.width, .height = sample.height, .channels = 4, .bytes = sample.rgba};
    ours.push_back(thumbhash_of(pixels));
    const std::string_view rgba{reinterpret_cast<const char*>(sample.rgba.data()),
                                sample.rgba.size()};
    lines << sample.width << ' ' << sample.height << ' ' << hexadecimal(rgba) << '\n';
  }
  lines.close();
  ChildProcess node{{.program = kNode,
                     .arguments = {PIXFERRY_WITNESS "/thumbhash.js", folder / "images"},
                     .environment = {{"NODE_PATH", PIXFERRY_NODE_MODULES}}}};
  ASSERT_EQ(node.wait(), 0) << node.error_output();
  std::istringstream lines_of_theirs{node.output()};
  int equal = 0;
  for (const auto& hash : ours) {
    std::string theirs;
    std::getline(lines_of_theirs, theirs);
    if (theirs == hexadecimal(hash)) {
      ++equal;
      continue;
    }
    const auto our_waves = waves_of(hash);
    const auto their_waves = waves_of(bytes_of(theirs));
    EXPECT_EQ(our_waves.header, their_waves.header) << theirs;
    EXPECT_TRUE(!our_waves.shows_light || are_close(our_waves.light, their_waves.light)) << theirs;
    EXPECT_TRUE(!our_waves.shows_others || are_close(our_waves.others, their_waves.others))
        << theirs;
  }
  EXPECT_GT(equal, kSamples * 8 / 10);
}

}  // namespace
}  // namespace pixferry
