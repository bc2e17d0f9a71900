#include "pipeline/platform/percent_encoding.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

TEST(PercentEncoding, LeavesOnlyWhatIsUnreserved) {
  EXPECT_EQ(percent_encoded("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(percent_encoded(" !/?#&=+%'"), "%20%21%2F%3F%23%26%3D%2B%25%27");
  EXPECT_EQ(percent_encoded("é"), "%C3%A9");
  EXPECT_EQ(percent_encoded(std::string_view{"a\0b", 3}), "a%00b");
  EXPECT_EQ(percent_encoded(""), "");
}

TEST(PercentEncoding, LeavesSlashesWhereAskedTo) {
  EXPECT_EQ(percent_encoded("o/3f/a b", true), "o/3f/a%20b");
}

TEST(PercentEncoding, IsUndoneByDecoding) {
  const std::string text{"a\0b/+%\xC3\xA9", 8};
  EXPECT_EQ(percent_decoded(percent_encoded(text)), text);
  EXPECT_EQ(percent_decoded("%c3%A9+"), "\xC3\xA9+");
}

TEST(PercentEncoding, DecodesNoIncompleteEscape) {
  for (const auto* text : {"%", "%4", "a%", "%zz", "%4g", "%-1", "% 1", "%+1"}) {
    EXPECT_FALSE(percent_decoded(text)) << text;
  }
}

}  // namespace
}  // namespace pixferry
