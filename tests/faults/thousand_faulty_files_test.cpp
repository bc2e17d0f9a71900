#include <gtest/gtest.h>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

TEST(AThousandFaultyFiles, ArriveCompleteAndNoRequestComesBeforeItsRetryAfter) {
  const auto faults = simulator::parse_fault_plan(
      "download:429+1s=5%,download:403=5%,download:500=5%,download:reset-body=5%,"
      "download:short=5%,download:wrong=5%");
  ASSERT_TRUE(faults);
  const WholeProgram program{{.photos = 1000,
                              .folders = 5,
                              .odd_entries = false,
                              .latency = std::chrono::milliseconds{40},
                              .faults = *faults}};
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 0) << run.output << run.error_output;
  program.expect_whole_import();
  RecordProperty("summary", run.output);

  const auto counters = program.drive().counters();
  EXPECT_EQ(counters.requests_before_retry_after, 0U);
  for (const auto& [rule, met] : counters.staged) EXPECT_GT(met, 20U) << rule;
}

}  // namespace
}  // namespace pixferry
