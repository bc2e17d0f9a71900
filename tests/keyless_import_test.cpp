#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/served_program.hpp"
#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

SimulatorOptions tree_of(std::int64_t photos, std::string_view faults = "") {
  return {.photos = photos,
          .folders = 5,  // three below the top, one below the first of them
          .odd_entries = false,
          .faults = *simulator::parse_fault_plan(faults)};
}

/// The program as somebody runs it who has no API key.
class ImportWithoutAKey : public testing::Test {
 protected:
  static WholeProgram::Run import(const WholeProgram& program, const std::string& link) {
    return program.run({"import", link}, kWithoutKey);
  }
};

TEST_F(ImportWithoutAKey, BringsEveryImageOfATreeThroughWarningsAndBrokenAnswers) {
  const WholeProgram program{tree_of(
      200, "download:virus=20%,download:503=5%,download:html=5%,download:cut=5%,list:503=2x")};
  const auto run = import(program, program.link());
  EXPECT_EQ(run.exit_code, 0) << run.output << run.error_output;
  program.expect_whole_import();
  EXPECT_EQ(program.drive().counters().of(simulator::Operation::get).requests, 0U)
      << "the API is not asked";
}

TEST_F(ImportWithoutAKey, OddEntriesEndAsTheirBytesAndPagesShow) {
  const WholeProgram program{{.photos = 12, .folders = 2}};
  const auto run = import(program, program.link());
  EXPECT_EQ(run.exit_code, 6) << run.output << run.error_output;
  EXPECT_THAT(run.output, HasSubstr("source_forbidden"));
  EXPECT_THAT(run.output, HasSubstr("unsupported_type"));
  EXPECT_THAT(run.output, HasSubstr("failed 2"));
  EXPECT_GT(program.expect_true_objects(), 12);
}

TEST_F(ImportWithoutAKey, CarriesResourceKeys) {
  const WholeProgram program{tree_of(1)};
  const auto run = import(program, program.link(simulator::kKeyedFolder));
  EXPECT_EQ(run.exit_code, 0) << run.output << run.error_output;
  EXPECT_THAT(run.output, HasSubstr("imported 2"));
}

TEST_F(ImportWithoutAKey, TakesALinkToASingleFile) {
  const WholeProgram program{tree_of(1, "download:virus=always")};
  const auto run = import(
      program, "https://drive.google.com/file/d/" + std::string{simulator::kSinglePhoto} + "/view");
  EXPECT_EQ(run.exit_code, 0) << run.output << run.error_output;
  EXPECT_THAT(run.output, HasSubstr("imported 1"));
}

TEST_F(ImportWithoutAKey, SaysThatAFolderIsNotSharedWithEveryone) {
  const WholeProgram program{tree_of(1)};
  const auto run = import(program, program.link(simulator::kPrivateFolder));
  EXPECT_EQ(run.exit_code, 3) << run.output;
  EXPECT_THAT(run.output, HasSubstr("not shared with everyone"));
}

TEST_F(ImportWithoutAKey, SaysThatALargeFolderMayNotBeWholeAndImportsWhatItSees) {
  auto options = tree_of(1005);
  options.folders = 1;
  const WholeProgram program{options};
  const auto run = import(program, program.link());
  EXPECT_NE(run.exit_code, 0);
  EXPECT_THAT(run.output, HasSubstr("listing_incomplete"));
  EXPECT_THAT(run.output, HasSubstr("GOOGLE_API_KEY"));
  EXPECT_EQ(program.downloads(), 1000U);
}

class ServedWithoutAKey : public ServedProgram {};

TEST_F(ServedWithoutAKey, AFileOverItsQuotaWaitsWhileTheOthersGoOnAndTheJobSaysUntilWhen) {
  serve(tree_of(200, "download:quota=1f,download:virus=1f"), kWithoutKey);
  const auto id = start_import();
  const auto job = wait_for_job(
      id, [](const json::bj::object& seen) { return number(seen, "imported_files") == 199; });
  EXPECT_EQ(number(job, "pending_files"), 1);
  EXPECT_EQ(number(job, "failed_files"), 0);
  const auto resting = wait_for_job(id, [](const json::bj::object& seen) {
    const auto* until = seen.if_contains("throttled_until");
    return until != nullptr && until->is_string();
  });
  EXPECT_EQ(json::text_at(resting, "status"), "processing");
  EXPECT_EQ(program_->expect_true_objects(), 199);
}

}  // namespace
}  // namespace pixferry
