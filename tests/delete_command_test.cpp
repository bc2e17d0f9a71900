#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

/// Ten photos, imported.
class DeleteCommands : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(program_.import().exit_code, 0); }

  std::string job() const {
    const auto jobs = program_.run({"jobs", "--json"}).output;
    constexpr std::string_view kBefore = R"("job_id":")";
    return jobs.substr(jobs.find(kBefore) + kBefore.size(), 36);
  }
  std::int64_t count_objects() const {
    std::int64_t count = 0;
    for (const auto& entry :
         fs::recursive_directory_iterator{fs::path{program_.data_directory()} / "objects"}) {
      if (entry.is_regular_file()) ++count;
    }
    return count;
  }
  /// Under a terminal on which somebody types that.
  WholeProgram::Run run_answered(const std::string& answer,
                                 const std::vector<std::string>& arguments) const {
    return program_.run_under(
        {"/bin/sh", "-c", "echo " + answer + " | script -qec \"$*\" /dev/null", "sh"}, arguments);
  }

  const WholeProgram program_{{.photos = 10, .folders = 1, .odd_entries = false}};
};

TEST_F(DeleteCommands, DeleteImagesAndNameThoseThatThereAreNot) {
  const auto run = program_.run({"images", "delete", "1", "2", "4711", "--yes"});
  EXPECT_EQ(run.exit_code, 4);
  EXPECT_THAT(run.error_output, AllOf(HasSubstr("Deleted 2 images."), HasSubstr("image 4711;")));
  const auto json = program_.run({"images", "delete", "3", "2", "--yes", "--json"});
  EXPECT_EQ(json.exit_code, 4);
  EXPECT_EQ(json.output, "{\"deleted\":[3],\"not_found\":[2]}\n");
  EXPECT_THAT(program_.run({"images"}).error_output, HasSubstr("7 images in all"));
  EXPECT_EQ(program_.run({"verify"}).exit_code, 0);
}

TEST_F(DeleteCommands, DeleteNothingWhereNobodyCanBeAsked) {
  for (const auto& arguments : {std::vector<std::string>{"images", "delete", "1"},
                                std::vector<std::string>{"jobs", "delete", job()}}) {
    const auto run = program_.run(arguments);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_THAT(run.error_output, HasSubstr("--yes"));
  }
  EXPECT_THAT(program_.run({"images"}).error_output, HasSubstr("10 images in all"));
}

TEST_F(DeleteCommands, AskOnATerminalAndTakeYesAlone) {
  if (!fs::exists("/usr/bin/script")) GTEST_SKIP() << "the program script is not installed";
  const auto no = run_answered("no", {"images", "delete", "1"});
  EXPECT_EQ(no.exit_code, 130) << no.output;
  EXPECT_THAT(no.output, HasSubstr("Delete 1 image? [y/N]"));
  EXPECT_THAT(program_.run({"images"}).error_output, HasSubstr("10 images in all"));
  EXPECT_EQ(run_answered("y", {"images", "delete", "1"}).exit_code, 0);
  EXPECT_THAT(program_.run({"images"}).error_output, HasSubstr("9 images in all"));
}

TEST_F(DeleteCommands, DeleteAJobAndKeepItsImagesUnlessTold) {
  const auto id = job();
  EXPECT_EQ(program_.run({"jobs", "delete", "no-id", "--yes"}).exit_code, 4);
  const auto run = program_.run({"jobs", "delete", id, "--yes"});
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  EXPECT_THAT(program_.run({"jobs"}).output, IsEmpty());
  EXPECT_EQ(program_.run({"jobs", "delete", id, "--yes"}).exit_code, 4);
  EXPECT_THAT(program_.run({"images"}).error_output, HasSubstr("10 images in all"));
}

TEST_F(DeleteCommands, GcRemovesWhatNothingShowsAfterADayOrAtOnce) {
  ASSERT_EQ(count_objects(), 30);
  ASSERT_EQ(program_.run({"jobs", "delete", job(), "--images", "--yes"}).exit_code, 0);
  EXPECT_THAT(program_.run({"gc"}).output, HasSubstr("Removed 0 images"));
  EXPECT_EQ(count_objects(), 30);
  EXPECT_THAT(program_.run({"gc", "--dry-run", "--now"}).output,
              HasSubstr("Would remove 10 images that nothing shows"));
  EXPECT_EQ(count_objects(), 30);
  const auto run = program_.run({"gc", "--now", "--json"});
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  EXPECT_THAT(run.output, AllOf(HasSubstr(R"("type":"summary","dry_run":false,"images":10)"),
                                HasSubstr(R"("stray_objects":0)")));
  EXPECT_EQ(count_objects(), 0);
  EXPECT_EQ(program_.run({"verify"}).exit_code, 0);
  EXPECT_EQ(program_.run({"gc", "--now", "--older-than", "1h"}).exit_code, 2);
  ASSERT_EQ(program_.import().exit_code, 0);
  program_.expect_whole_import();
}

TEST_F(DeleteCommands, GcFindsObjectsThatNoRowNames) {
  const fs::path objects = fs::path{program_.data_directory()} / "objects";
  const auto stray = objects / "o/00" / (std::string(64, '0') + ".jpg");
  fs::create_directories(stray.parent_path());
  fs::copy_file("/proc/self/comm", stray);
  EXPECT_THAT(program_.run({"gc", "--now"}).output, HasSubstr("Removed 0 objects"));
  EXPECT_TRUE(fs::exists(stray)) << "it may be an import's that is under way";
  fs::last_write_time(stray, fs::file_time_type::clock::now() - std::chrono::hours{25});
  EXPECT_THAT(program_.run({"gc"}).output, HasSubstr("Removed 1 object that no row names"));
  EXPECT_FALSE(fs::exists(stray));
  EXPECT_EQ(count_objects(), 30);
}

TEST_F(DeleteCommands, LeaveADirectoryAloneThatIsInUse) {
  const auto server = program_.start({"serve"});
  ASSERT_FALSE(server->wait_for_error_text("/health/ready").empty());
  for (const auto& arguments : {std::vector<std::string>{"images", "delete", "1", "--yes"},
                                std::vector<std::string>{"gc"}}) {
    const auto run = program_.run(arguments);
    EXPECT_EQ(run.exit_code, 5) << run.output;
    EXPECT_THAT(run.error_output, HasSubstr("pixferry serve"));
  }
  EXPECT_EQ(program_.run({"gc", "--dry-run"}).exit_code, 0);
}

}  // namespace
}  // namespace pixferry
