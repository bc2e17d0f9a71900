#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

using simulator::DropboxLink;
using simulator::Operation;
using testing::HasSubstr;

/// The real binary before the simulated Dropbox.
class DropboxImport : public testing::Test {
 protected:
  void start(SimulatorOptions options) { program_.emplace(std::move(options)); }

  std::map<std::string, std::string> environment() const {
    return {{"DROPBOX_API_URL", drive().dropbox_api_url()},
            {"DROPBOX_CONTENT_URL", drive().dropbox_content_url()}};
  }
  std::map<std::string, std::string> with_token() const {
    auto variables = environment();
    variables["DROPBOX_ACCESS_TOKEN"] = "a-token";
    return variables;
  }
  std::map<std::string, std::string> with_renewal() const {
    const auto& options = drive().dropbox().options();
    auto variables = environment();
    variables["DROPBOX_REFRESH_TOKEN"] = options.refresh_token;
    variables["DROPBOX_APP_KEY"] = options.app_key;
    variables["DROPBOX_APP_SECRET"] = options.app_secret;
    return variables;
  }

  static DropboxLink demo(DropboxLink::Access access = DropboxLink::Access::open) {
    return {.entry_id = std::string{simulator::kDemoFolder}, .access = access};
  }
  std::string link(const DropboxLink& link) const { return drive().dropbox_link(link); }
  void expect_whole_import() const {
    program_->expect_whole_import(
        drive().dropbox().tree().expected(std::string{simulator::kDemoFolder}));
  }
  const Simulator& drive() const { return program_->drive(); }

  std::optional<WholeProgram> program_;
};

TEST_F(DropboxImport, BringsEveryImageOfAFolderAndItsSubfoldersOnce) {
  start({.photos = 120, .folders = 9, .page_size_max = 10});
  const auto run = program_->run({"import", link(demo())}, with_token());
  EXPECT_EQ(run.exit_code, 6) << run.error_output;  // two of the odd files cannot be imported
  expect_whole_import();

  const auto fetched = program_->downloads();
  const auto again = program_->run({"import", link(demo())}, with_token());
  EXPECT_EQ(again.exit_code, 6) << again.error_output;
  EXPECT_LE(program_->downloads(), fetched + 4) << "only what failed or is no image";
}

TEST_F(DropboxImport, OpensALinkWithItsPasswordAndSaysWhereItIsMissingOrWrong) {
  start({.photos = 20, .folders = 3, .odd_entries = false});
  const auto locked = link(demo(DropboxLink::Access::locked));
  const auto without = program_->run({"import", locked}, with_token());
  EXPECT_EQ(without.exit_code, 3);
  EXPECT_THAT(without.output, HasSubstr("password_required"));
  const auto wrong = program_->run({"import", locked, "--password", "sesame"}, with_token());
  EXPECT_EQ(wrong.exit_code, 3);
  EXPECT_THAT(wrong.output, HasSubstr("password_wrong"));
  const auto right = program_->run(
      {"import", locked, "--password", std::string{DropboxLink::kPassword}}, with_token());
  EXPECT_EQ(right.exit_code, 0) << right.error_output;
  EXPECT_THAT(right.output + right.error_output, Not(HasSubstr(DropboxLink::kPassword)));
  expect_whole_import();
}

TEST_F(DropboxImport, RenewsATokenThatEndsWhileItIsUsed) {
  start({.photos = 60,
         .folders = 3,
         .odd_entries = false,
         .latency = std::chrono::milliseconds{400},
         .dropbox = {.token_lifetime = std::chrono::seconds{1}}});
  auto variables = with_renewal();
  variables["WORKER_TRANSFERS"] = "8";
  const auto run = program_->run({"import", link(demo())}, variables);
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  expect_whole_import();
  const auto renewals = drive().counters().of(Operation::renew).requests;
  EXPECT_GE(renewals, 2U);
  EXPECT_LT(renewals, 20U) << "each thread asked for a token of its own";
}

TEST_F(DropboxImport, OvercomesThrottlingResetCursorsAndWrongBytes) {
  const auto faults = simulator::parse_fault_plan(
      "list:refused-token=1x,list:502=2x,get:503=1x,download:429+1s=2x,download:500=5%,"
      "download:cut=3%,download:wrong=3%,download:html=2%");
  ASSERT_TRUE(faults);
  start(
      {.photos = 100, .folders = 4, .odd_entries = false, .page_size_max = 10, .faults = *faults});
  const auto run = program_->run({"import", link(demo())}, with_token());
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  expect_whole_import();
}

TEST_F(DropboxImport, BringsASingleFile) {
  start({.photos = 4, .folders = 1, .odd_entries = false});
  const auto run = program_->run({"import", link({.entry_id = std::string{simulator::kSinglePhoto},
                                                  .form = DropboxLink::Form::old})},
                                 with_token());
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  EXPECT_THAT(run.output, HasSubstr("imported 1"));
}

TEST_F(DropboxImport, SaysWhatIsMissingWithoutCredentialsAndWhatIsWrongWithThem) {
  start({.photos = 4, .folders = 1, .odd_entries = false});
  const auto without = program_->run({"import", link(demo())}, environment());
  EXPECT_NE(without.exit_code, 0);
  EXPECT_THAT(without.output, HasSubstr("DROPBOX_ACCESS_TOKEN"));
  auto variables = environment();
  variables["DROPBOX_ACCESS_TOKEN"] = simulator::DropboxGate::kBadToken;
  const auto rejected = program_->run({"import", link(demo())}, variables);
  EXPECT_THAT(rejected.output, HasSubstr("credentials_rejected"));
}

TEST_F(DropboxImport, TheDoctorAsksDropbox) {
  start({.photos = 4, .folders = 1, .odd_entries = false});
  EXPECT_THAT(program_->run({"doctor"}, with_renewal()).output, HasSubstr("takes the credentials"));
  auto variables = environment();
  variables["DROPBOX_ACCESS_TOKEN"] = simulator::DropboxGate::kExpiredToken;
  const auto expired = program_->run({"doctor"}, variables);
  EXPECT_NE(expired.exit_code, 0);
  EXPECT_THAT(expired.output, HasSubstr("expired"));
}

}  // namespace
}  // namespace pixferry
