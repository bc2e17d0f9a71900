#include <chrono>

#include "pipeline/content/decode/decode_image.hpp"
#include "testing/child_process.hpp"
#include "testing/sample_picture.hpp"
#include "tests/inspect/inspector_fixture.hpp"

namespace pixferry {
namespace {

/// Our own binary as the inspecting process.
class InspectorProgram : public InspectorFixture {
 protected:
  static void SetUpTestSuite() {
    static const bool started = (start_decoding(), true);
    ASSERT_TRUE(started);
  }
  void SetUp() override {
    auto real = options(1);
    real.command = {PIXFERRY_BINARY, {"inspect-child"}};
    settings = real.settings;
    open_pool(std::move(real));
  }

  DecodeSettings settings{};
};

class EveryDecodedType : public InspectorProgram, public testing::WithParamInterface<ImageType> {};

TEST_P(EveryDecodedType, IsDrawnBehindTheSandboxAsItIsWithoutOne) {
  const auto file = encode_sample({.type = GetParam(), .width = 900, .height = 600});
  const auto expected = decode_image(file, GetParam(), settings);
  ASSERT_TRUE(expected);
  ASSERT_EQ(expected->facts.thumbnails, ThumbnailState::done);
  const auto spool = spool_with({reinterpret_cast<const char*>(file.data()), file.size()});
  for (int round = 0; round < 2; ++round) {
    const auto inspection = pool->inspect({}, spool, GetParam());
    ASSERT_TRUE(inspection) << inspection.error().message;
    EXPECT_EQ(*inspection, *expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Every, EveryDecodedType,
                         testing::Values(ImageType::jpeg, ImageType::png, ImageType::webp,
                                         ImageType::gif, ImageType::avif, ImageType::heic),
                         [](const auto& tested) { return std::string{extension(tested.param)}; });

TEST_F(InspectorProgram, WhatIsNoImageIsDamaged) {
  const auto inspection = inspect("no image at all");
  ASSERT_FALSE(inspection);
  EXPECT_EQ(inspection.error().code, ErrorCode::damaged_image);
}

TEST_F(InspectorProgram, IsNoCommandForPeople) {
  ChildProcess by_hand{{PIXFERRY_BINARY, {"inspect-child"}, {}}};
  EXPECT_EQ(by_hand.wait(), 2);
  EXPECT_THAT(by_hand.error_output(), testing::HasSubstr("not by hand"));
  ChildProcess help{{PIXFERRY_BINARY, {"--help"}, {}}};
  EXPECT_EQ(help.wait(), 0);
  EXPECT_THAT(help.output(), testing::Not(testing::HasSubstr("inspect-child")));
}

}  // namespace
}  // namespace pixferry
