#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "pipeline/content/decode/decode_image.hpp"
#include "testing/sample_picture.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_directory.hpp"
#include "tests/decode/decoded_files.hpp"

namespace pixferry {
namespace {

/// Good images in which bytes are flipped, or which are cut, by a seed: each is decoded in a
/// process of its own, as it will be in earnest, since libvips and what it loads are not ours.
class DamagedImage : public testing::TestWithParam<ImageType> {
 protected:
  /// A fresh copy with one to eight bytes changed, or without its end.
  static std::vector<std::byte> damaged(std::vector<std::byte> file, Random& random) {
    const auto any = [&](std::size_t below) { return random.bits() % below; };
    if (any(4) == 0) {
      file.resize(any(file.size()));
      return file;
    }
    // Half of the damage is done where the structure is, at the front.
    const auto reach = any(2) == 0 ? std::min<std::size_t>(file.size(), 600) : file.size();
    for (auto left = any(8) + 1; left > 0; --left) {
      file[any(reach)] = static_cast<std::byte>(any(256));
    }
    return file;
  }
};

TEST_P(DamagedImage, EndsInAnAnswer) {
  constexpr int kSamples = 30;
  constexpr int kMegabytesMax = 512;
  const TemporaryDirectory folder;
  SeededRandom random{20'261'123};
  const auto whole =
      encode_sample({.type = GetParam(), .width = 120, .height = 80, .has_grain = true});
  std::vector<std::filesystem::path> paths;
  for (int i = 0; i < kSamples; ++i) {
    paths.push_back(folder / std::to_string(i));
    const auto file = damaged(whole, random);
    std::ofstream{paths.back(), std::ios::binary}.write(reinterpret_cast<const char*>(file.data()),
                                                        static_cast<std::streamsize>(file.size()));
  }
  int images = 0;
  const auto decoded = decode_apart(paths);
  for (std::size_t i = 0; i < decoded.size(); ++i) {
    const auto outcome = decoded[i].answer.at("outcome").as_string();
    EXPECT_NE(outcome, "died") << "sample " << i << ": " << decoded[i].answer;
    EXPECT_LT(decoded[i].megabytes, kMegabytesMax) << "sample " << i;
    if (outcome == "image") ++images;
  }
  EXPECT_GT(images, kSamples / 10) << "the damage is so heavy that nothing is reached";
}

INSTANTIATE_TEST_SUITE_P(Every, DamagedImage,
                         testing::Values(ImageType::jpeg, ImageType::png, ImageType::webp,
                                         ImageType::gif, ImageType::heic, ImageType::avif),
                         [](const auto& tested) { return std::string{extension(tested.param)}; });

}  // namespace
}  // namespace pixferry
