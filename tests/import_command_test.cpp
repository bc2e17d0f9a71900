#include <gtest/gtest.h>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

TEST(ImportCommand, BringsEveryImageOfAFolderOnceWithTheBytesOfItsOriginal) {
  const WholeProgram program{{.photos = 200, .folders = 12}};
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 6) << run.error_output;  // two of the odd files cannot be imported
  program.expect_whole_import();
}

TEST(ImportCommand, EndsWithZeroWhereNothingFailed) {
  const WholeProgram program{{.photos = 40, .folders = 3, .odd_entries = false}};
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  EXPECT_NE(run.output.find("imported 40"), std::string::npos) << run.output;
  program.expect_whole_import();
}

TEST(ImportCommand, ASecondImportSkipsWhatIsThereAndFetchesNothing) {
  const WholeProgram program{{.photos = 60, .folders = 3, .odd_entries = false}};
  EXPECT_EQ(program.import().exit_code, 0);
  const auto fetched = program.downloads();
  const auto again = program.import();
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_NE(again.output.find("skipped 60"), std::string::npos) << again.output;
  EXPECT_EQ(program.downloads(), fetched);
  program.expect_whole_import();
}

TEST(ImportCommand, OvercomesThrottlingAndServerErrors) {
  const auto faults = simulator::parse_fault_plan(
      "list:500=1x,get:503=1x,download:429=3%,download:403=3%,download:500=5%,download:reset=3%,"
      "download:cut=3%,download:wrong=3%,download:html=2%");
  ASSERT_TRUE(faults);
  const WholeProgram program{
      {.photos = 200, .folders = 4, .odd_entries = false, .faults = *faults}};
  const auto run = program.import();
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  program.expect_whole_import();
}

TEST(ImportCommand, APrivateFolderIsNotFoundAndNotEmpty) {
  const WholeProgram program;
  const auto run = program.import(simulator::kPrivateFolder);
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_NE(run.output.find("folder_not_found"), std::string::npos) << run.output;
}

TEST(ImportCommand, AnEmptyFolderCompletesWithNothing) {
  const WholeProgram program;
  const auto run = program.import(simulator::kEmptyFolder);
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
}

TEST(ImportCommand, AFolderBehindAResourceKeyIsReadWithIt) {
  const WholeProgram program;
  const auto run = program.import(simulator::kKeyedFolder);
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  EXPECT_NE(run.output.find("imported 2"), std::string::npos) << run.output;
}

TEST(ImportCommand, ALinkToASingleFileImportsThatFile) {
  const WholeProgram program{{.photos = 3, .folders = 1}};
  const auto run = program.run({"import", "Look: https://drive.google.com/file/d/" +
                                              std::string{simulator::kSinglePhoto} +
                                              "/view?usp=sharing, nice?"});
  EXPECT_EQ(run.exit_code, 0) << run.output << run.error_output;
  EXPECT_NE(run.output.find("imported 1"), std::string::npos) << run.output;
  EXPECT_EQ(program.expect_true_objects(), 1);
}

TEST(ImportCommand, ARefusedKeyEndsTheJobAndIsNeverShown) {
  const WholeProgram program;
  const auto run = program.run({"import", program.link()}, {{"GOOGLE_API_KEY", "bad-key"}});
  EXPECT_EQ(run.exit_code, 7);
  EXPECT_EQ((run.output + run.error_output).find("bad-key"), std::string::npos);
}

TEST(ImportCommand, ALinkOfAnotherHostIsRefusedBeforeAnythingIsMade) {
  const WholeProgram program;
  const auto run =
      program.run({"import", "https://drive.google.com.evil.example/drive/folders/1a"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.error_output.find("https://drive.google.com/drive/folders/ID"), std::string::npos);
  EXPECT_EQ(program.drive().counters().connections, 0U);
}

TEST(ImportCommand, ToAScriptItSpeaksNdjsonAndEndsWithASummary) {
  const WholeProgram program{{.photos = 20, .folders = 1, .odd_entries = false}};
  const auto run = program.run({"import", "--json", program.link()});
  EXPECT_EQ(run.exit_code, 0);
  const auto last = run.output.rfind("\n{", run.output.size() - 2);
  const auto line = run.output.substr(last == std::string::npos ? 0 : last + 1);
  EXPECT_NE(line.find("\"type\":\"summary\""), std::string::npos) << run.output;
}

}  // namespace
}  // namespace pixferry
