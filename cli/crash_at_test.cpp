#include "cli/crash_at.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

TEST(CrashAt, NothingIsArmedWhereItIsNotSetOrEmpty) {
  EXPECT_TRUE(arm_crash_at({}));
  EXPECT_TRUE(arm_crash_at({{"CRASH_AT", ""}}));
}

TEST(CrashAt, WhatIsNoNameAndNumberIsRefusedWithTheNamesThereAre) {
  for (const auto* wrong :
       {"nowhere:1", "import_image.fetched", "import_image.fetched:", "import_image.fetched:0",
        "import_image.fetched:-1", "import_image.fetched:1x", "import_image.fetched:99999999999",
        ":1", ":", "import_image.fetched:1:1"}) {
    const auto armed = arm_crash_at({{"CRASH_AT", wrong}});
    ASSERT_FALSE(armed) << wrong;
    EXPECT_EQ(armed.error().code, ErrorCode::invalid_configuration);
    EXPECT_NE(armed.error().message.find("NAME:N"), std::string::npos) << wrong;
    EXPECT_NE(armed.error().message.find("import_image.stored"), std::string::npos) << wrong;
  }
}

}  // namespace
}  // namespace pixferry
