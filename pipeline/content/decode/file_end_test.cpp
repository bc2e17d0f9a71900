#include "pipeline/content/decode/file_end.hpp"

#include <gtest/gtest.h>

#include "testing/sample_picture.hpp"

namespace pixferry {
namespace {

class FileEnd : public testing::TestWithParam<ImageType> {
 protected:
  static std::vector<std::byte> sample() {
    return encode_sample({.type = GetParam(), .width = 60, .height = 40, .has_grain = true});
  }
};

TEST_P(FileEnd, IsThereInAWholeFileWhateverFollowsIt) {
  auto file = sample();
  EXPECT_FALSE(is_cut_short(file, GetParam()));
  file.resize(file.size() + 1000, std::byte{'x'});
  EXPECT_FALSE(is_cut_short(file, GetParam()));
}

TEST_P(FileEnd, IsMissingWhereverTheFileIsCut) {
  const auto file = sample();
  for (std::size_t size = 12; size < file.size(); ++size) {
    EXPECT_TRUE(is_cut_short(std::span{file}.first(size), GetParam())) << size;
  }
}

INSTANTIATE_TEST_SUITE_P(Every, FileEnd,
                         testing::Values(ImageType::png, ImageType::gif, ImageType::webp),
                         [](const auto& tested) { return std::string{extension(tested.param)}; });

}  // namespace
}  // namespace pixferry
