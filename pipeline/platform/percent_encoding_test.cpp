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

}  // namespace
}  // namespace pixferry
