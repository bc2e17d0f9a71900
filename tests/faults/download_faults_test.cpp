#include <gtest/gtest.h>

#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

SimulatorOptions twenty_photos(std::string_view faults) {
  return {.photos = 20,
          .folders = 1,
          .odd_entries = false,
          .faults = *simulator::parse_fault_plan(faults)};
}

class PassingDownloadFault : public testing::TestWithParam<const char*> {};

TEST_P(PassingDownloadFault, IsOvercomeWithoutAWrongByte) {
  const WholeProgram program{twenty_photos(GetParam())};
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 0) << run.output << run.error_output;
  program.expect_whole_import();
  const auto counters = program.drive().counters();
  EXPECT_GT(counters.of(simulator::Operation::download).faults, 0U);
  EXPECT_EQ(counters.requests_before_retry_after, 0U);
}

INSTANTIATE_TEST_SUITE_P(
    EachKind, PassingDownloadFault,
    testing::Values("download:429+1s=1x", "download:429+date1s=1x", "download:429+garbage=3x",
                    "download:503+1s=1x", "download:403-dailyLimitExceeded+1s=1x",
                    "download:403-userRateLimitExceeded=3x", "download:quota+1s=2x",
                    "download:500=10x,download:502=10x,download:503=10x,download:504=10x",
                    "download:reset=10x,download:reset-body=10x,download:cut=10x",
                    "download:short=10x,download:long=10x,download:wrong=10x,download:html=10x",
                    "download:slow=3x"));

class RetryAfterOfOne : public testing::TestWithParam<const char*> {};

TEST_P(RetryAfterOfOne, IsObeyedByAllTransfers) {
  auto options = twenty_photos(GetParam());
  // Too many for the transfers that are under way when the answer comes.
  options.photos = 150;
  options.latency = std::chrono::milliseconds{100};
  const WholeProgram program{options};
  // Decoding would keep a transfer waiting for a core between its leave to ask and its request.
  const auto run = program.run({"import", program.link()}, {{"THUMBNAILS", "off"}});
  EXPECT_EQ(run.exit_code, 0) << run.output << run.error_output;
  program.expect_whole_import();
  EXPECT_EQ(program.drive().counters().requests_before_retry_after, 0U);
}

INSTANTIATE_TEST_SUITE_P(EachForm, RetryAfterOfOne, testing::Values("download:503+date2s=1x"));

class FinalRefusal : public testing::TestWithParam<const char*> {};

TEST_P(FinalRefusal, FailsThatFileAtOnceAndNoOther) {
  const WholeProgram program{twenty_photos("download:403-" + std::string{GetParam()} + "=1f")};
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 6) << run.output << run.error_output;
  EXPECT_NE(run.output.find("source_forbidden"), std::string::npos) << run.output;
  EXPECT_EQ(program.expect_true_objects(), 19);
  EXPECT_EQ(program.downloads(), 20U);
}

INSTANTIATE_TEST_SUITE_P(EachReason, FinalRefusal,
                         testing::Values("cannotDownloadAbusiveFile", "cannotDownloadFile",
                                         "insufficientFilePermissions", "fileNotDownloadable",
                                         "domainPolicy", "aReasonNobodyKnows"));

TEST(AFileThatIsWrongAfterOtherFaults, IsTriedOnWhileAttemptsAreLeft) {
  const auto id = WholeProgram{twenty_photos("")}.drive().tree().expected().front().id;
  const WholeProgram program{twenty_photos("download@" + id + ":500=2x,download@" + id +
                                           ":wrong=3x,download@" + id + ":short=2x")};
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 0) << run.output << run.error_output;
  program.expect_whole_import();
  EXPECT_EQ(program.downloads(), 27U);
}

/// What the catalog says of the newest job.
std::optional<JobSnapshot> newest_job(const WholeProgram& program) {
  const SystemClock clock;
  const auto database = SqliteDatabase::open(program.catalog_path(), clock, Access::read);
  if (!database) return std::nullopt;
  Journal journal{**database, clock};
  const auto page = journal.jobs(Context{}, kDefaultOwner, {}, "", 1);
  if (!page || page->jobs.empty()) return std::nullopt;
  return page->jobs.front();
}

TEST(AFileOverItsDownloadQuota, WaitsForHoursWhileTheOthersGoOnAndTheJobSaysUntilWhen) {
  const WholeProgram program{twenty_photos("download:quota=1x")};
  const SystemClock clock;
  const auto import = program.start({"import", program.link()});
  EXPECT_TRUE(import->runs_until([&] {
    const auto job = newest_job(program);
    return job && job->throttled_until;
  })) << import->error_output();
  const auto job = newest_job(program);
  ASSERT_TRUE(job && job->throttled_until);
  EXPECT_EQ(job->tally.imported, 19);
  EXPECT_EQ(job->tally.pending(), 1);
  EXPECT_GT(*job->throttled_until, clock.now() + std::chrono::hours{1});
  EXPECT_EQ(program.downloads(), 20U);
}

}  // namespace
}  // namespace pixferry
