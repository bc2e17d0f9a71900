#include "pipeline/platform/crash_point.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <set>

namespace pixferry {
namespace {

constexpr auto kPoint = "import_image.fetched";

TEST(CrashPoint, EachNameStandsOnceInTheTable) {
  const std::set<std::string_view> names{kCrashPoints.begin(), kCrashPoints.end()};
  EXPECT_EQ(names.size(), kCrashPoints.size());
  EXPECT_FALSE(names.contains("")) << "the array is longer than its names";
}

TEST(CrashPoint, AnUnknownNameIsRefusedWithTheNamesThereAre) {
  const auto armed = arm_crash_point("import_image.fetchd", 1);
  ASSERT_FALSE(armed);
  EXPECT_EQ(armed.error().code, ErrorCode::invalid_configuration);
  EXPECT_NE(armed.error().message.find("fetchd"), std::string::npos);
  for (const auto name : kCrashPoints) {
    EXPECT_NE(armed.error().message.find(name), std::string::npos) << name;
  }
}

TEST(CrashPoint, APassingBeforeTheFirstIsRefused) {
  EXPECT_FALSE(arm_crash_point(kPoint, 0));
  EXPECT_FALSE(arm_crash_point(kPoint, -1));
}

TEST(CrashPointDeathTest, TheProcessEndsAtThePassingThatWasAskedForAndNotBefore) {
  const auto passes_three_times = [] {
    if (!arm_crash_point(kPoint, 3)) ::_exit(1);
    crash_point("import_image.fetched");
    crash_point("import_image.stored");
    crash_point("import_image.fetched");
    std::fputs("still here\n", stderr);
    crash_point("import_image.fetched");
    ::_exit(2);
  };
  EXPECT_EXIT(passes_three_times(), testing::ExitedWithCode(137), "still here");
}

}  // namespace
}  // namespace pixferry
