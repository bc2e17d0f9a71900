#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/served_program.hpp"

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// `pixferry` as it is used from elsewhere: no catalog, a server and its key.
class ServerCommands : public ServedProgram {
 protected:
  ServerCommands() { serve({.photos = 10, .folders = 2}, {{"API_KEYS", "the-key-of-these-tests"}}); }

  WholeProgram::Run ask(std::vector<std::string> words, const std::string& key = "the-key-of-these-tests") {
    return program_->run(
        words,
        {{"PIXFERRY_SERVER", url()}, {"PIXFERRY_API_KEY", key}, {"DATA_DIR", elsewhere_ / "data"}});
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(client_->port()); }
  std::string import_detached() {
    const auto run = ask({"import", program_->link(), "--detach"});
    EXPECT_EQ(run.exit_code, 0) << run.error_output;
    return run.output.substr(0, 36);
  }

  TemporaryDirectory elsewhere_;
};

TEST_F(ServerCommands, ImportAtAServerAndShowHowItGoes) {
  const auto run = ask({"import", program_->link()});
  EXPECT_EQ(run.exit_code, 6) << run.error_output;
  EXPECT_THAT(run.output, AllOf(HasSubstr("failed 2"), HasSubstr("source_forbidden")));
  EXPECT_FALSE(std::filesystem::exists(elsewhere_ / "data")) << "nothing is made here";
}

TEST_F(ServerCommands, LeaveAnImportToTheServerAndLookAtItLater) {
  const auto id = import_detached();
  EXPECT_EQ(ask({"jobs", "watch", id}).exit_code, 6);
  EXPECT_THAT(ask({"jobs"}).output, HasSubstr("completed"));
  EXPECT_THAT(ask({"jobs", "list", "--json"}).output, HasSubstr(R"("job_id":")" + id));
  EXPECT_THAT(ask({"jobs", "show", id}).output,
              AllOf(HasSubstr("Job " + id + ", completed"), HasSubstr("source_forbidden")));
  EXPECT_THAT(ask({"jobs", "report", id}).output,
              AllOf(testing::StartsWith("file_id,path,"), HasSubstr(",failed,source_forbidden,")));
  EXPECT_THAT(ask({"jobs", "report", id, "--format", "jsonl"}).output,
              HasSubstr(R"("state":"imported")"));
}

TEST_F(ServerCommands, SteerAJob) {
  const auto id = import_detached();
  EXPECT_EQ(ask({"jobs", "watch", id, "--quiet"}).exit_code, 6);
  EXPECT_THAT(ask({"jobs", "retry", id, "--reason", "source_forbidden", "--json"}).output,
              HasSubstr(R"("status":"processing")"));
  EXPECT_EQ(ask({"jobs", "pause", id}).exit_code, 0);
  EXPECT_EQ(ask({"jobs", "resume", id}).exit_code, 0);
  EXPECT_EQ(ask({"jobs", "cancel", id}).exit_code, 0);
}

TEST_F(ServerCommands, ShowAndFetchImagesWithTheVeryBytes) {
  ASSERT_EQ(ask({"import", program_->link()}).exit_code, 6);
  EXPECT_THAT(ask({"images"}).output, HasSubstr("image/jpeg"));
  const auto show = ask({"images", "show", "1"});
  EXPECT_EQ(show.exit_code, 0) << show.error_output;
  EXPECT_THAT(show.output, HasSubstr("sha256"));
  const std::string path = elsewhere_ / "one";
  const auto fetched = ask({"images", "download", "1", "--output", path});
  EXPECT_EQ(fetched.exit_code, 0) << fetched.error_output;
  EXPECT_GT(std::filesystem::file_size(path), 0u);
  EXPECT_FALSE(std::filesystem::exists(path + ".part"));
  EXPECT_EQ(ask({"images", "download", "1", "-o", path}).exit_code, 1) << "nothing is replaced";
  const auto piped = ask({"images", "download", "1", "-o", "-"});
  EXPECT_EQ(piped.output.size(), std::filesystem::file_size(path));
}

TEST_F(ServerCommands, SayWhatIsWrong) {
  const auto keyless = ask({"jobs"}, "another-key");
  EXPECT_EQ(keyless.exit_code, 7);
  EXPECT_THAT(keyless.error_output, AllOf(HasSubstr("API key"), Not(HasSubstr("another-key"))));
  EXPECT_EQ(ask({"jobs", "show", "550e8400-e29b-41d4-a716-446655440000"}).exit_code, 4);
  EXPECT_EQ(ask({"jobs", "cancel", "nonsense"}).exit_code, 4);
  EXPECT_EQ(ask({"images", "show", "4711"}).exit_code, 4);
  EXPECT_EQ(ask({"import", "https://example.com/"}).exit_code, 2);
  EXPECT_EQ(program_->run({"jobs", "--server", "http://127.0.0.1:1"}).exit_code, 5);
}

TEST_F(ServerCommands, KnowWhichCommandsAreForAServer) {
  const auto without = program_->run({"jobs", "watch", "550e8400-e29b-41d4-a716-446655440000"});
  EXPECT_EQ(without.exit_code, 2);
  EXPECT_THAT(without.error_output, HasSubstr("--server"));
  const auto local = program_->run({"verify", "--server", url()});
  EXPECT_EQ(local.exit_code, 2);
  EXPECT_THAT(local.error_output, HasSubstr("--server"));
}

}  // namespace
}  // namespace pixferry
