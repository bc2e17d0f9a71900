#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const SimulatorOptions kThreePhotos{.photos = 3, .folders = 1, .odd_entries = false};

TEST(DoctorCommand, FindsAllWellBeforeTheFirstImportAndMakesNothing) {
  const WholeProgram program{kThreePhotos};
  const auto run = program.run({"doctor"});
  EXPECT_EQ(run.exit_code, 0) << run.output;
  EXPECT_THAT(run.output, Not(HasSubstr("✗")));
  EXPECT_THAT(run.output, HasSubstr("✓ Google Drive"));
  EXPECT_THAT(run.output, HasSubstr("✓ image decoder"));
  EXPECT_FALSE(fs::exists(program.data_directory()));
}

TEST(DoctorCommand, FindsAllWellBesideARunningServerAndNamesIt) {
  const WholeProgram program{kThreePhotos};
  const auto server = program.start({"serve"});
  ASSERT_THAT(server->wait_for_error_text("/health/ready"), Not(IsEmpty()));
  const auto run = program.run({"doctor"});
  EXPECT_EQ(run.exit_code, 0) << run.output;
  EXPECT_THAT(run.output, HasSubstr("process " + std::to_string(server->id())));
}

TEST(DoctorCommand, SaysWhatAMissingKeyMeansAndWhereToGetOneAndAsksThePublicPages) {
  const WholeProgram program{kThreePhotos};
  const auto run = program.run({"doctor"}, {{"GOOGLE_API_KEY", ""}});
  EXPECT_EQ(run.exit_code, 0) << run.output;
  EXPECT_THAT(run.output, HasSubstr("- GOOGLE_API_KEY"));
  EXPECT_THAT(run.output, HasSubstr("console.cloud.google.com"));
  EXPECT_THAT(run.output, HasSubstr("✓ Google Drive"));
  EXPECT_EQ(program.drive().counters().of(simulator::Operation::list).requests, 1U);
}

TEST(DoctorCommand, NamesARefusedKeyAndNeverShowsIt) {
  const WholeProgram program{kThreePhotos};
  const auto run = program.run({"doctor"}, {{"GOOGLE_API_KEY", "bad-key"}});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.output, HasSubstr("✓ GOOGLE_API_KEY"));
  EXPECT_THAT(run.output, HasSubstr("✗ Google Drive"));
  EXPECT_THAT(run.output, HasSubstr(std::string{hint(ErrorCode::credentials_rejected)}));
  EXPECT_THAT(run.output + run.error_output, Not(HasSubstr("bad-key")));
}

TEST(DoctorCommand, TellsADriveThatCannotBeReachedFromAKeyThatIsRefused) {
  const WholeProgram program{kThreePhotos};
  const auto run = program.run({"doctor"}, {{"GOOGLE_DRIVE_API_URL", "http://127.0.0.1:1"}});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.output, HasSubstr("✗ Google Drive"));
  EXPECT_THAT(run.output, Not(HasSubstr(std::string{hint(ErrorCode::credentials_rejected)})));
}

TEST(DoctorCommand, NamesADirectoryThatCannotBeMade) {
  const WholeProgram program{kThreePhotos};
  const auto run = program.run({"doctor"}, {{"DATA_DIR", "/etc/passwd/data"}});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.output, HasSubstr("✗ DATA_DIR        /etc/passwd/data"));
}

TEST(DoctorCommand, ToAScriptNamesWhatIsMissingOfAnImport) {
  const WholeProgram program{kThreePhotos};
  ASSERT_EQ(program.import().exit_code, 0);
  fs::remove_all(program.data_directory() + "/objects");
  const auto run = program.run({"doctor", "--json"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.output, HasSubstr(R"({"type":"check","about":"objects","verdict":"bad")"));
  EXPECT_THAT(run.output, HasSubstr(R"({"type":"check","about":"catalog","verdict":"good")"));
}

}  // namespace
}  // namespace pixferry
