#include "pipeline/platform/ascii.hpp"

#include <gtest/gtest.h>

namespace pixferry::ascii {
namespace {

TEST(Ascii, LowersLettersAndNothingElse) {
  EXPECT_EQ(lower("AZaz09@[`{\xC3\x84"), "azaz09@[`{\xC3\x84");
}

TEST(Ascii, KnowsLettersAndDigitsAtTheirEdges) {
  for (const char c : {'A', 'Z', 'a', 'z', '0', '9'}) EXPECT_TRUE(is_alphanumeric(c)) << c;
  for (const char c : {'@', '[', '`', '{', '/', ':', '\xC4', '\0'}) {
    EXPECT_FALSE(is_alphanumeric(c)) << c;
  }
}

TEST(Ascii, ComparesWithoutCaseAndWithTheLength) {
  EXPECT_TRUE(equal_ignoring_case("Content-Length", "content-LENGTH"));
  EXPECT_FALSE(equal_ignoring_case("content", "content-length"));
  EXPECT_FALSE(equal_ignoring_case("k", "\xE2\x84\xAA")) << "the Kelvin sign is no letter k";
}

}  // namespace
}  // namespace pixferry::ascii
