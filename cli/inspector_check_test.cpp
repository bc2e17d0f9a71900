#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/installation_checks.hpp"

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;

TEST(CheckImageInspector, NamesTheCureWhereNoProcessCanBeStarted) {
  const auto finding = check_image_inspector(
      {}, {}, {.command = {"/no/such/program", {}}, .settings = {100, false}});
  EXPECT_EQ(finding.verdict, Finding::Verdict::bad);
  EXPECT_THAT(finding.what, AllOf(HasSubstr("/no/such/program"), HasSubstr("THUMBNAILS=off")));
}

TEST(CheckImageInspector, StartsNothingThatNoImportWouldStart) {
  Config config;
  config.thumbnails = false;
  const auto finding = check_image_inspector(
      {}, config, {.command = {"/no/such/program", {}}, .settings = {100, false}});
  EXPECT_EQ(finding.verdict, Finding::Verdict::not_checked);
}

}  // namespace
}  // namespace pixferry
