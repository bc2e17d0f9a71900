#include "api-gateway/http/target.hpp"

#include <gtest/gtest.h>

namespace pixferry::http {
namespace {

std::string shown(std::string_view text) {
  const auto target = parse_target(text);
  if (!target) return "refused";
  std::string shown = target->path;
  for (const auto& [name, value] : target->query) shown += " " + name + "=" + value;
  return shown;
}

TEST(Target, IsTakenApartAndItsQueryDecoded) {
  EXPECT_EQ(shown("/a"), "/a");
  EXPECT_EQ(shown("/a?"), "/a");
  EXPECT_EQ(shown("/a%2Fb?x=1&y=a+b%26c"), "/a%2Fb x=1 y=a b&c");
  EXPECT_EQ(shown("/a?x&y=&&z=a=b"), "/a x= y= z=a=b");
  EXPECT_EQ(shown("/a??x=1"), "/a ?x=1");
  EXPECT_EQ(shown("http://host/a?x=1"), "/a x=1");
  EXPECT_EQ(shown("http://host?x=1"), "/ x=1");
  EXPECT_EQ(shown("http://host"), "/");
  EXPECT_EQ(shown("*"), "*");
}

TEST(Target, IsRefusedWithAParameterGivenTwiceUnderAnySpelling) {
  EXPECT_EQ(shown("/a?x=1&x=1"), "refused");
  EXPECT_EQ(shown("/a?page=1&p%61ge=2"), "refused");
}

TEST(Target, IsRefusedWithABrokenEscape) {
  EXPECT_EQ(shown("/a?x=%"), "refused");
  EXPECT_EQ(shown("/a?x=%4"), "refused");
  EXPECT_EQ(shown("/a?%zz=1"), "refused");
}

}  // namespace
}  // namespace pixferry::http
