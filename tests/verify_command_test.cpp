#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// An import of which some objects are no longer what they were.
class VerifyCommandTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(program_.import().exit_code, 0);
    const fs::path root = program_.data_directory() + "/objects";
    for (const auto& entry : fs::recursive_directory_iterator{root / "o"}) {
      if (entry.is_regular_file()) keys_.push_back(entry.path().lexically_relative(root).string());
    }
    std::ranges::sort(keys_);
    ASSERT_EQ(keys_.size(), 200U);
  }

  fs::path path_of(std::size_t index) const {
    return program_.data_directory() + "/objects/" + keys_.at(index);
  }
  void flip_a_byte_of(std::size_t index) const {
    std::fstream file{path_of(index), std::ios::in | std::ios::out | std::ios::binary};
    const auto byte = file.seekg(100).get();
    file.seekp(100).put(static_cast<char>(byte ^ 1));
    ASSERT_TRUE(file.good());
  }

  const WholeProgram program_{{.photos = 200, .folders = 3, .odd_entries = false}};
  std::vector<std::string> keys_;
};

TEST_F(VerifyCommandTest, AWholeImportIsAllRight) {
  const auto run = program_.run({"verify"});
  EXPECT_EQ(run.exit_code, 0) << run.error_output;
  EXPECT_THAT(run.output, HasSubstr("200 objects"));
  EXPECT_THAT(run.output, HasSubstr("0 bad"));
  EXPECT_THAT(run.error_output, IsEmpty());
}

TEST_F(VerifyCommandTest, NamesEachBadObjectInTheOrderOfTheKeysAndSaysWhatIsWrong) {
  flip_a_byte_of(3);
  const auto size = fs::file_size(path_of(50));
  fs::resize_file(path_of(50), size - 1);
  fs::remove(path_of(150));
  fs::resize_file(path_of(199), fs::file_size(path_of(199)) + 1);

  const auto run = program_.run({"verify"});
  EXPECT_EQ(run.exit_code, 6);
  const auto expected = keys_[3] + ": has another SHA-256\n" + keys_[50] + ": has " +
                        std::to_string(size - 1) + " bytes, not " + std::to_string(size) + "\n" +
                        keys_[150] + ": missing\n" + keys_[199] + ": has more than " +
                        std::to_string(fs::file_size(path_of(199)) - 1) + " bytes\n";
  EXPECT_THAT(run.output, HasSubstr(expected));
  EXPECT_THAT(run.output, HasSubstr("4 bad"));
}

TEST_F(VerifyCommandTest, ToAScriptItSpeaksNdjson) {
  fs::remove(path_of(7));
  const auto run = program_.run({"verify", "--json"});
  EXPECT_EQ(run.exit_code, 6);
  EXPECT_THAT(run.output, HasSubstr(R"({"type":"bad","key":")" + keys_[7] +
                                    R"(","what":"missing"})"
                                    "\n"));
  EXPECT_THAT(run.output, HasSubstr(R"("type":"summary","complete":true,"objects":200)"));
}

TEST_F(VerifyCommandTest, GoesOnBehindAKeyAndLooksAtNothingBeforeIt) {
  fs::remove(path_of(20));
  fs::remove(path_of(21));
  const auto run = program_.run({"verify", "--after", keys_[20]});
  EXPECT_EQ(run.exit_code, 6);
  EXPECT_THAT(run.output, Not(HasSubstr(keys_[20])));
  EXPECT_THAT(run.output, HasSubstr(keys_[21] + ": missing"));
  EXPECT_THAT(run.output, HasSubstr("179 objects"));
}

TEST_F(VerifyCommandTest, WorksBesideARunningServer) {
  const auto server = program_.start({"serve"});
  ASSERT_THAT(server->wait_for_error_text("/health/ready"), Not(IsEmpty()));
  EXPECT_EQ(program_.run({"verify"}).exit_code, 0);
  flip_a_byte_of(0);
  EXPECT_EQ(program_.run({"verify"}).exit_code, 6);
}

TEST_F(VerifyCommandTest, WhereItCannotGoOnItSaysWhyAndHowToGoOnLater) {
  fs::remove(path_of(10));
  fs::remove(path_of(60));
  fs::create_directory(path_of(60));  // neither there nor missing: nothing can be found out
  const auto run = program_.run({"verify"});
  EXPECT_EQ(run.exit_code, 5);
  EXPECT_THAT(run.output, HasSubstr(keys_[10] + ": missing"));
  EXPECT_THAT(run.error_output, HasSubstr(keys_[60]));
  EXPECT_THAT(run.error_output, HasSubstr("pixferry verify --after " + keys_[59]));
}

TEST_F(VerifyCommandTest, AFolderOfObjectsThatIsNotThereIsNoBadObject) {
  fs::rename(program_.data_directory() + "/objects", program_.data_directory() + "/away");
  const auto run = program_.run({"verify"});
  EXPECT_EQ(run.exit_code, 5);
  EXPECT_THAT(run.error_output, HasSubstr(program_.data_directory() + "/objects"));
}

TEST(VerifyCommand, WithoutACatalogSaysSoInOneSentenceAndMakesNothing) {
  const WholeProgram program;
  const auto run = program.run({"verify"});
  EXPECT_EQ(run.exit_code, 5);
  EXPECT_THAT(run.error_output, HasSubstr("there is no catalog in " + program.data_directory()));
  EXPECT_EQ(std::ranges::count(run.error_output, '\n'), 1);
  EXPECT_FALSE(fs::exists(program.data_directory()));
}

}  // namespace
}  // namespace pixferry
