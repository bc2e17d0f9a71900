#include "testing/image_inspector_contract.hpp"

#include <algorithm>
#include <thread>
#include <vector>

#include "pipeline/content/inspect/sound_inspection.hpp"
#include "pipeline/content/sniff.hpp"
#include "testing/sample_picture.hpp"
#include "testing/spool_text.hpp"

namespace pixferry {
namespace {

constexpr ImageType kDrawn[] = {ImageType::jpeg, ImageType::png,  ImageType::webp,
                                ImageType::gif,  ImageType::heic, ImageType::avif};

TEST_P(ImageInspectorContract, TellsTheSizeOfAnImageAndDrawsBothThumbnails) {
  for (const auto type : kDrawn) {
    SCOPED_TRACE(extension(type));
    const auto inspection = inspect(sample(type), type);
    ASSERT_TRUE(inspection) << inspection.error().message;
    EXPECT_TRUE(inspection->facts.size);
    EXPECT_EQ(inspection->facts.thumbnails, ThumbnailState::done);
    EXPECT_FALSE(inspection->facts.thumbhash.empty());
    std::vector<int> sizes;
    for (const auto& thumbnail : inspection->thumbnails) {
      sizes.push_back(thumbnail.size_pixels);
      EXPECT_EQ(sniff_image(thumbnail.bytes), ImageType::webp);
    }
    EXPECT_TRUE(std::ranges::is_permutation(sizes, kThumbnailSizes));
  }
}

TEST_P(ImageInspectorContract, AnswersWhatCanBeWrittenDownAndServed) {
  for (const auto type : kDrawn) {
    const auto inspection = inspect(sample(type), type);
    ASSERT_TRUE(inspection);
    const auto sound = require_sound(*inspection);
    EXPECT_TRUE(sound) << sound.error().message;
  }
}

TEST_P(ImageInspectorContract, GivesTheSameAnswerForTheSameBytesHoweverOften) {
  const auto body = sample(ImageType::jpeg);
  const auto first = inspect(body);
  ASSERT_TRUE(first);
  for (int round = 0; round < 3; ++round) EXPECT_EQ(*inspect(body), *first);
  EXPECT_EQ(*inspect(sample(ImageType::jpeg)), *first) << "another file of the same bytes";
  EXPECT_NE(*inspect(sample(ImageType::jpeg, 301)), *first);
}

TEST_P(ImageInspectorContract, LeavesTheBytesAsTheyAre) {
  const auto body = sample(ImageType::png);
  const auto text = text_of(body);
  const auto place = ::lseek(body.descriptor(), 0, SEEK_CUR);
  ASSERT_TRUE(inspect(body, ImageType::png));
  EXPECT_EQ(text_of(body), text);
  EXPECT_EQ(::lseek(body.descriptor(), 0, SEEK_CUR), place);
}

TEST_P(ImageInspectorContract, TellsTheImagesOfManyThreadsApart) {
  constexpr int kThreads = 8;
  std::vector<Inspection> alone;
  for (int i = 0; i < kThreads; ++i) alone.push_back(*inspect(sample(ImageType::jpeg, 300 + i)));
  std::vector<std::jthread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i, body = sample(ImageType::jpeg, 300 + i)] {
      const auto inspection = inspect(body);
      ASSERT_TRUE(inspection) << inspection.error().message;
      EXPECT_EQ(*inspection, alone[static_cast<std::size_t>(i)]);
    });
  }
}

TEST_P(ImageInspectorContract, LooksIntoNothingOnceTheWorkIsCalledOff) {
  std::stop_source stop;
  stop.request_stop();
  const auto body = sample(ImageType::jpeg);
  const auto inspection = inspector_->inspect(Context{stop.get_token()}, body, ImageType::jpeg);
  ASSERT_FALSE(inspection);
  EXPECT_EQ(inspection.error().code, ErrorCode::stopped);
  EXPECT_TRUE(inspect(body)) << "the next one is none the worse for it";
}

}  // namespace

Spool ImageInspectorContract::spool_with(std::span<const std::byte> bytes) {
  auto spool = Spool::open(room_, {.size_bytes_max = std::ssize(bytes)});
  EXPECT_TRUE(spool);
  EXPECT_TRUE(spool->write(bytes));
  EXPECT_TRUE(spool->finish());
  return *std::move(spool);
}

Spool ImageInspectorContract::sample(ImageType type, int width) {
  return spool_with(encode_sample({.type = type, .width = width, .height = 200}));
}

std::string image_inspector_case_name(const testing::TestParamInfo<ImageInspectorCase>& info) {
  return info.param.name;
}

}  // namespace pixferry
