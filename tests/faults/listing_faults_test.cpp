#include <gtest/gtest.h>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

SimulatorOptions listed_in_small_pages(std::string_view faults) {
  return {.photos = 60,
          .folders = 2,
          .odd_entries = false,
          .page_size_max = 5,
          .faults = *simulator::parse_fault_plan(faults)};
}

class PassingListingFault : public testing::TestWithParam<const char*> {};

TEST_P(PassingListingFault, LosesNoFileAndDoublesNone) {
  const WholeProgram program{listed_in_small_pages(GetParam())};
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 0) << run.output << run.error_output;
  EXPECT_NE(run.output.find("imported 60"), std::string::npos) << run.output;
  program.expect_whole_import();
  EXPECT_EQ(program.downloads(), 60U);
  for (const auto& [rule, met] : program.drive().counters().staged) EXPECT_GT(met, 0U) << rule;
}

INSTANTIATE_TEST_SUITE_P(
    EachKind, PassingListingFault,
    testing::Values("list:refused-token=1x", "list:refused-token=3x", "list:repeated-page=3x",
                    "list:repeated-page=50%", "list:shifted-page=always",
                    "list:double-entries=always", "list:empty-page=50%", "list:cycle=1x",
                    "list:cycle=3x", "list:500=20%,list:reset=10%,list:cut=10%,list:html=10%",
                    "list:short=2x,list:429=1x,list:403-rateLimitExceeded=1x",
                    "list:503+date1s=1x,get:429+garbage=2x,get:502=1x,get:cut=1x"));

class EndlessListing : public testing::TestWithParam<const char*> {};

TEST_P(EndlessListing, EndsTheJobWithAReasonAndKeepsWhatWasFound) {
  const WholeProgram program{listed_in_small_pages(GetParam())};
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 1) << run.output << run.error_output;
  EXPECT_NE(run.output.find("limit_folders"), std::string::npos) << run.output;
  // Four beginnings, each with a few rounds over the pages of two folders.
  EXPECT_LT(program.drive().counters().of(simulator::Operation::list).requests, 200U);
  EXPECT_GT(program.expect_true_objects(), 0);
}

INSTANTIATE_TEST_SUITE_P(EachKind, EndlessListing,
                         testing::Values("list:refused-token=always", "list:cycle=always"));

TEST(AListingThatLies, FailsTheFilesItLiesAboutAndNoOther) {
  const WholeProgram program{listed_in_small_pages("list:lying-size=3f,list:lying-hash=10%")};
  const auto run = program.run({"import", program.link()}, {{"MAX_ATTEMPTS", "3"}});
  const auto staged = program.drive().counters().staged;
  const auto lies = staged[0].met + staged[1].met;
  EXPECT_EQ(staged[0].met, 3U);
  EXPECT_GT(staged[1].met, 0U);
  EXPECT_EQ(run.exit_code, 6) << run.output << run.error_output;
  EXPECT_NE(run.output.find("checksum_mismatch"), std::string::npos) << run.output;
  EXPECT_EQ(program.expect_true_objects(), 60 - static_cast<std::int64_t>(lies));
}

}  // namespace
}  // namespace pixferry
