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

TEST(Base64, IsReadBackAsItWasWritten) {
  for (const std::string text : {"", "f", "fo", "foo", "foobar", "\xfb\xff\xfe"}) {
    EXPECT_EQ(from_base64(base64(text)), text);
  }
}

TEST(Base64, IsReadInItsOneSpellingOnly) {
  for (const auto* text :
       {"Z", "Zg", "Zg=", "Zh==", "Z===", "====", "Zg==Zg==", "Zm9v\n", " Zm9v", "Zm9-", "Zm 9v"}) {
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace pixferry
