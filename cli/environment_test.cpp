#include "cli/environment.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

namespace pixferry {
namespace {

TEST(Environment, IsCopiedWithValuesThatHoldEqualsSigns) {
  ::setenv("PIXFERRY_TEST_VALUE", "a=b=c", 1);
  ::setenv("PIXFERRY_TEST_EMPTY", "", 1);
  const auto environment = read_environment();
  ::unsetenv("PIXFERRY_TEST_VALUE");
  ::unsetenv("PIXFERRY_TEST_EMPTY");
  EXPECT_EQ(environment.at("PIXFERRY_TEST_VALUE"), "a=b=c");
  EXPECT_EQ(environment.at("PIXFERRY_TEST_EMPTY"), "");
}

}  // namespace
}  // namespace pixferry
