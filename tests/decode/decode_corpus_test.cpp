#include <gtest/gtest.h>

#include <cstdlib>

#include "testing/corpus.hpp"
#include "tests/decode/decoded_files.hpp"

namespace pixferry {
namespace {

constexpr int kMegabytesMax = 512;

/// Real images, good, odd and hostile, and what their manifest says must become of each.
class DecodeCorpus : public testing::Test {
 protected:
  void SetUp() override {
    files_ = read_corpus();
    if (files_.empty()) GTEST_SKIP() << "PIXFERRY_CORPUS names no folder of sample images";
    for (const auto& file : files_) paths_.push_back(file.path);
  }

  std::vector<CorpusFile> files_;
  std::vector<std::filesystem::path> paths_;
};

bool says(const CorpusFile& file, std::string_view word) {
  return file.expected.find(word) != std::string::npos;
}

/// Whether the manifest allows that outcome; BMP and TIFF are stored here, with no thumbnail.
bool is_allowed(const CorpusFile& file, std::string_view outcome) {
  if (outcome == "died") return false;
  if (says(file, "but bounded"))
    return !says(file, "REJECT_TYPE") || outcome != "image" || says(file, "IMPORT");
  if (outcome == "image") return says(file, "IMPORT");
  if (outcome == "no image") return says(file, "REJECT_TYPE");
  if (outcome == "too_many_pixels") return says(file, "REJECT_LIMIT");
  return outcome == "damaged_image" && says(file, "REJECT_CORRUPT");
}

TEST_F(DecodeCorpus, EndsAsItsManifestSaysWithinItsMemoryAndTheSameTwice) {
  const auto decoded = decode_apart(paths_);
  const auto again = decode_apart(paths_);
  ASSERT_EQ(decoded.size(), files_.size());
  ASSERT_EQ(again.size(), files_.size());
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const auto& answer = decoded[i].answer;
    EXPECT_TRUE(is_allowed(files_[i], answer.at("outcome").as_string()))
        << paths_[i] << " gave " << answer << " and should: " << files_[i].expected;
    EXPECT_LT(decoded[i].megabytes, kMegabytesMax) << paths_[i];
    EXPECT_EQ(answer, again[i].answer) << paths_[i];
  }
}

/// A name that speaks of truncation may mean the metadata alone: then the pixels are fine.
TEST_F(DecodeCorpus, SaysOfEveryCutImageThatItIsCut) {
  std::vector<std::filesystem::path> cut;
  for (const auto& file : files_) {
    if (says(file, "flagged truncated") && !says(file, "pixels are fine")) {
      cut.push_back(file.path);
    }
  }
  ASSERT_FALSE(cut.empty());
  const auto decoded = decode_apart(cut);
  for (std::size_t i = 0; i < decoded.size(); ++i) {
    if (decoded[i].answer.at("outcome") != "image") continue;
    EXPECT_EQ(decoded[i].answer.at("warning"), "truncated") << cut[i];
  }
}

TEST_F(DecodeCorpus, DrawsEveryGoodImageWithoutAWarning) {
  std::vector<std::filesystem::path> good;
  for (const auto& file : files_) {
    if (file.kind == "good") good.push_back(file.path);
  }
  ASSERT_FALSE(good.empty());
  const auto decoded = decode_apart(good);
  for (std::size_t i = 0; i < decoded.size(); ++i) {
    EXPECT_EQ(decoded[i].answer.at("thumbnails"), "done") << good[i];
    EXPECT_EQ(decoded[i].answer.at("warning"), "") << good[i];
  }
}

}  // namespace
}  // namespace pixferry
