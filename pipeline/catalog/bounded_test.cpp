#include "pipeline/catalog/bounded.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

TEST(BoundedDetail, KeepsWhatIsShortAndValid) {
  EXPECT_EQ(bounded_detail("größer als erlaubt"), "größer als erlaubt");
}

TEST(BoundedDetail, CutsBetweenTwoCharacters) {
  std::string text(999, 'a');
  text += "é and more";
  EXPECT_EQ(bounded_detail(text), std::string(999, 'a'));
}

TEST(BoundedDetail, ReplacesWhatADatabaseWouldRefuse) {
  EXPECT_EQ(bounded_detail(std::string_view{"a\0b\xFF", 4}), "a\uFFFDb\uFFFD");
}

TEST(BoundedSize, NeverLeavesTheRangeOfASum) {
  EXPECT_EQ(bounded_size_bytes(-5), 0);
  EXPECT_EQ(bounded_size_bytes(INT64_MAX), std::int64_t{1} << 40);
}

}  // namespace
}  // namespace pixferry
