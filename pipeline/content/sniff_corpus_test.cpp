#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "pipeline/content/sniff.hpp"
#include "testing/corpus.hpp"

namespace pixferry {
namespace {

/// The first bytes of real images, good, odd and hostile.
class SniffCorpus : public testing::Test {
 protected:
  void SetUp() override {
    files_ = read_corpus();
    if (files_.empty()) GTEST_SKIP() << "PIXFERRY_CORPUS names no folder of sample images";
  }

  std::optional<ImageType> sniff(const CorpusFile& file) const {
    std::ifstream stream{file.path, std::ios::binary};
    EXPECT_TRUE(stream) << file.path;
    std::array<char, 4096> head;
    stream.read(head.data(), head.size());
    return sniff_image(
        std::as_bytes(std::span{head}.first(static_cast<std::size_t>(stream.gcount()))));
  }

  std::vector<CorpusFile> files_;
};

std::optional<ImageType> type_named(const std::filesystem::path& path) {
  const auto extension = path.extension().string();
  if (extension == ".jpeg" || extension == ".mpo") return ImageType::jpeg;
  if (extension == ".tif") return ImageType::tiff;
  return extension.empty() ? std::nullopt : image_type_with_extension(extension.substr(1));
}

TEST_F(SniffCorpus, TellsTheTypeOfEveryGoodImage) {
  int seen = 0;
  for (const auto& file : files_) {
    if (file.kind != "good") continue;
    EXPECT_EQ(sniff(file), type_named(file.path)) << file.path;
    ++seen;
  }
  EXPECT_GT(seen, 0);
}

TEST_F(SniffCorpus, TakesNothingThatMustBeRejectedByItsType) {
  int seen = 0;
  for (const auto& file : files_) {
    const bool must_be_rejected = file.expected.starts_with("REJECT_TYPE") &&
                                  file.expected.find("IMPORT") == std::string::npos;
    if (!must_be_rejected) continue;
    EXPECT_FALSE(sniff(file)) << file.path;
    ++seen;
  }
  EXPECT_GT(seen, 0);
}

TEST_F(SniffCorpus, TakesEveryOddFileThatMustBeImported) {
  for (const auto& file : files_) {
    const bool must_be_imported = file.kind == "odd" && file.expected.starts_with("IMPORT") &&
                                  file.expected.find("REJECT") == std::string::npos;
    if (!must_be_imported) continue;
    EXPECT_TRUE(sniff(file)) << file.path;
  }
}

}  // namespace
}  // namespace pixferry
