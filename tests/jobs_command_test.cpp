#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// The id in the first line of `jobs --json`.
std::string newest_job(const WholeProgram& program) {
  const auto run = program.run({"jobs", "--json"});
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  const std::string before = R"("job_id":")";
  const auto begin = run.output.find(before);
  EXPECT_NE(begin, std::string::npos) << run.output;
  return run.output.substr(begin + before.size(), 36);
}

TEST(JobsCommand, ListsJobsNewestFirstBesideARunningServer) {
  const WholeProgram program;
  ASSERT_EQ(program.import(simulator::kPrivateFolder).exit_code, 3);
  ASSERT_EQ(program.import(simulator::kKeyedFolder).exit_code, 0);
  const auto server = program.start({"serve"});
  ASSERT_THAT(server->wait_for_error_text("/health/ready"), Not(IsEmpty()));
  const auto run = program.run({"jobs"});
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  const auto newer = run.output.find("completed");
  ASSERT_NE(newer, std::string::npos) << run.output;
  EXPECT_THAT(run.output.substr(newer), HasSubstr("\n"));
  EXPECT_THAT(run.output.substr(newer), HasSubstr(" failed ")) << run.output;
  EXPECT_THAT(program.run({"jobs", "--limit", "1"}).error_output, HasSubstr("--limit"));
}

TEST(JobsCommand, ShowsWhatFailedOfAJobAndTheCure) {
  const WholeProgram program{{.photos = 10, .folders = 2}};
  ASSERT_EQ(program.import().exit_code, 6);
  const auto id = newest_job(program);
  const auto run = program.run({"jobs", "show", id});
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  EXPECT_THAT(run.output, AllOf(HasSubstr("Job " + id + ", completed"), HasSubstr("failed 2"),
                                HasSubstr("source_forbidden"),
                                HasSubstr(std::string{hint(ErrorCode::source_forbidden)})));
  EXPECT_THAT(run.output, Not(HasSubstr("view only.jpg: source_forbidden")));

  const auto each = program.run({"jobs", "show", id, "--failures"});
  EXPECT_THAT(each.output, HasSubstr("view only.jpg: source_forbidden"));
  EXPECT_THAT(each.output, HasSubstr("renamed.jpg: unsupported_type"));
  const auto json = program.run({"jobs", "show", id, "--failures", "--json"});
  EXPECT_THAT(json.output, HasSubstr(R"("reason":"source_forbidden")"));
  EXPECT_THAT(json.output, HasSubstr(R"({"type":"file",)"));
}

TEST(JobsCommand, ReportsEveryFileOfAJobInBothFormats) {
  const WholeProgram program{{.photos = 10, .folders = 2}};
  ASSERT_EQ(program.import().exit_code, 6);
  const auto id = newest_job(program);
  const auto table = program.run({"jobs", "report", id});
  EXPECT_EQ(table.exit_code, 0) << table.error_output;
  EXPECT_THAT(table.output, testing::StartsWith("file_id,path,size,state,"));
  EXPECT_THAT(table.output, HasSubstr(",failed,source_forbidden,"));
  for (const auto& words : {std::vector<std::string>{"jobs", "report", id, "--format", "jsonl"},
                            std::vector<std::string>{"jobs", "report", id, "--json"}}) {
    const auto lines = program.run(words);
    EXPECT_EQ(lines.exit_code, 0) << lines.error_output;
    EXPECT_THAT(lines.output, HasSubstr(R"("state":"failed","reason":"source_forbidden")"));
    EXPECT_EQ(std::ranges::count(lines.output, '\n') + 1, std::ranges::count(table.output, '\n'));
  }
}

TEST(JobsCommand, AJobThatCouldNotBeginSaysWhy) {
  const WholeProgram program;
  ASSERT_EQ(program.import(simulator::kPrivateFolder).exit_code, 3);
  const auto run = program.run({"jobs", "show", newest_job(program)});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.output, HasSubstr("folder_not_found"));
}

TEST(JobsCommand, AJobThatIsNotThereIsNotFound) {
  const WholeProgram program;
  ASSERT_EQ(program.import(simulator::kEmptyFolder).exit_code, 0);
  for (const auto* id : {"550e8400-e29b-41d4-a716-446655440000", "no-id"}) {
    for (const auto* command : {"show", "report"}) {
      const auto run = program.run({"jobs", command, id});
      EXPECT_EQ(run.exit_code, 4);
      EXPECT_THAT(run.error_output, HasSubstr(id));
    }
  }
}

}  // namespace
}  // namespace pixferry
