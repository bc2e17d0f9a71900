#include "tools/test_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pixferry {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

constexpr std::string_view kResults = R"({
  "tests": 4, "failures": 1, "disabled": 1, "name": "AllTests",
  "testsuites": [
    {"name": "A", "testsuite": [
      {"name": "Passes", "status": "RUN", "result": "COMPLETED"},
      {"name": "Fails", "status": "RUN", "result": "COMPLETED", "failures": [{"failure": "x"}]}]},
    {"name": "B", "testsuite": [
      {"name": "IsSkipped", "status": "RUN", "result": "SKIPPED"},
      {"name": "IsDisabled", "status": "NOTRUN", "result": "SUPPRESSED"}]}]})";

ProgramRun run(std::string name, TestCounts counts) {
  return {.name = std::move(name), .counts = counts};
}

TEST(TestReport, CountsEachTestByItsOwnResult) {
  const auto counts = counts_in(kResults);
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->passed, 1);
  EXPECT_EQ(counts->failed, 1);
  EXPECT_EQ(counts->skipped, 2);
}

TEST(TestReport, RefusesWhatIsNoResult) {
  EXPECT_FALSE(counts_in(""));
  EXPECT_FALSE(counts_in("{\"tests\": 3}"));
  EXPECT_FALSE(counts_in(kResults.substr(0, kResults.size() / 2)));
}

TEST(TestReport, SumsInItsLastLine) {
  const std::vector programs{run("a", {.passed = 2, .failed = 0}), run("b", {.passed = 3})};
  EXPECT_THAT(test_report(programs), EndsWith("\n5 passed, 0 failed\n"));
  EXPECT_TRUE(is_success(programs));
}

TEST(TestReport, NamesSkippedTestsOnlyWhereThereAreAny) {
  EXPECT_THAT(test_report({run("a", {.passed = 2, .skipped = 1})}),
              EndsWith("\n2 passed, 0 failed, 1 skipped\n"));
}

TEST(TestReport, FailsForAFailedTest) {
  EXPECT_FALSE(is_success({run("a", {.passed = 9, .failed = 1})}));
}

TEST(TestReport, CountsAProgramWithoutResultsAsAFailure) {
  const std::vector<ProgramRun> programs{run("a", {.passed = 2}),
                                         {.name = "crashed", .counts = std::nullopt}};
  EXPECT_THAT(test_report(programs), HasSubstr("ended without results"));
  EXPECT_THAT(test_report(programs), EndsWith("\n2 passed, 1 failed\n"));
  EXPECT_FALSE(is_success(programs));
}

TEST(TestReport, CountsAFailureAfterTheTestsSuchAsALeak) {
  auto leaky = run("leaky", {.passed = 2});
  leaky.exited_with_failure = true;
  EXPECT_THAT(test_report({leaky}), EndsWith("\n2 passed, 1 failed\n"));
  EXPECT_FALSE(is_success({leaky}));

  auto failing = run("failing", {.passed = 1, .failed = 1});
  failing.exited_with_failure = true;
  EXPECT_EQ(counted(failing).failed, 1) << "the failure is already counted";
}

TEST(TestReport, FailsWhereNothingRan) {
  EXPECT_FALSE(is_success({}));
  EXPECT_FALSE(is_success({run("a", {.skipped = 3})}));
}

TEST(TestReport, ReadsTheListOfFailedPrograms) {
  EXPECT_THAT(failed_programs("1:pixferry_cli_tests\n12:tree_tests\n"),
              testing::ElementsAre("pixferry_cli_tests", "tree_tests"));
  EXPECT_TRUE(failed_programs("").empty());
}

}  // namespace
}  // namespace pixferry
