#include "pipeline/platform/base64.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

TEST(Base64, IsWrittenAsInRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, TakesEveryByte) {
  EXPECT_EQ(base64(std::string_view{"\xfb\xff\xfe\0", 4}), "+//+AA==");
}

}  // namespace
}  // namespace pixferry
