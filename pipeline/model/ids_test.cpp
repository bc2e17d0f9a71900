#include "pipeline/model/ids.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

TEST(JobId, IsAVersionFourUuidWhateverTheRandomBits) {
  EXPECT_EQ(JobId::from_random(0, 0).text(), "00000000-0000-4000-8000-000000000000");
  EXPECT_EQ(JobId::from_random(~0ULL, ~0ULL).text(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
}

TEST(JobId, IsReadInEitherCaseAndKeptInLowerCase) {
  const auto id = JobId::parse("550E8400-E29B-41D4-A716-446655440000");
  ASSERT_TRUE(id);
  EXPECT_EQ(id->text(), "550e8400-e29b-41d4-a716-446655440000");
}

TEST(JobId, RefusesEverythingElse) {
  for (const auto* text :
       {"", "550e8400", "550e8400e29b41d4a716446655440000", "550e8400-e29b-41d4-a716-44665544000g",
        "550e8400-e29b-41d4-a716-4466554400000", "../../e840-e29b-41d4-a716-446655440000"}) {
    EXPECT_FALSE(JobId::parse(text)) << text;
  }
}

}  // namespace
}  // namespace pixferry
