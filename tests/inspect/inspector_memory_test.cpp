#include <thread>

#include "tests/inspect/inspector_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

using InspectorMemory = InspectorFixture;

TEST_F(InspectorMemory, WhatNeedsMoreMemoryThanThereIsRunsAlone) {
  auto tight = options(2);
  tight.memory_bytes_max = 1;
  open_pool(std::move(tight));
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([this] { EXPECT_EQ(answer_to("answer alone"), "alone"); });
  }
}

TEST_F(InspectorMemory, AHeavyImageWaitsForMemoryWhileALightOneDoesNot) {
  auto roomy = options(2);
  roomy.memory_bytes_max = 320LL << 20;  // for one of each
  open_pool(std::move(roomy));
  std::stop_source stop;
  std::jthread heavy{[&] {
    const auto spool = spool_with("hang");
    const auto inspection = pool->inspect(Context{stop.get_token()}, spool, ImageType::heic);
    ASSERT_FALSE(inspection);
    EXPECT_EQ(inspection.error().code, ErrorCode::stopped);
  }};
  hanging_child();
  EXPECT_EQ(answer_to("answer light"), "light");
  const auto second = spool_with("answer heavy");
  const Context brief{{}, clock.steady() + 300ms};
  const auto waited = pool->inspect(brief, second, ImageType::avif);
  ASSERT_FALSE(waited);
  EXPECT_EQ(waited.error().code, ErrorCode::timeout);
  stop.request_stop();
  heavy.join();
  EXPECT_TRUE(pool->inspect({}, second, ImageType::avif));
}

TEST_F(InspectorMemory, AFileThatUsesUpTheMemoryIsPoison) {
  auto plain = options(1);
  plain.command = {PIXFERRY_PLAIN_CHILD, {}};
  open_pool(std::move(plain));
  const auto inspection = inspect("use-up-memory");
  ASSERT_FALSE(inspection);
  EXPECT_EQ(inspection.error().code, ErrorCode::poison);
  EXPECT_THAT(inspection.error().message, HasSubstr("SIGABRT; then it was ended by SIGABRT"));
  EXPECT_TRUE(inspect("anything else"));
}

}  // namespace
}  // namespace pixferry
