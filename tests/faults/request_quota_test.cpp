#include <gtest/gtest.h>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

TEST(ARequestQuota, IsMetWithFewRefusalsAndLosesNothing) {
  const auto faults = simulator::parse_fault_plan("download:403=50/s");
  ASSERT_TRUE(faults);
  const WholeProgram program{
      {.photos = 1000, .folders = 5, .odd_entries = false, .faults = *faults}};
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 0) << run.output << run.error_output;
  program.expect_whole_import();
  RecordProperty("summary", run.output);

  const auto counters = program.drive().counters();
  EXPECT_LT(counters.refusals, 100U);
  EXPECT_GT(counters.refusals, 0U);
}

}  // namespace
}  // namespace pixferry
