#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "simulator/simulator.hpp"
#include "tests/witness/drive_entries.hpp"
#include "tests/witness/named_drive.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;
namespace fs = std::filesystem;

using testing::HasSubstr;

constexpr auto kRclone = "/usr/bin/rclone";
constexpr int kPhotos = 40;
constexpr int kFolders = 5;

/// rclone as Debian ships it, with an access token as after a login, against the simulated Drive.
class Rclone : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(kRclone)) GTEST_SKIP() << "there is no " << kRclone;
    if (const auto missing = NamedDrive::what_is_missing(); !missing.empty()) {
      GTEST_SKIP() << missing;
    }
  }

  /// Starts the binary's simulator, and one with the same options here, whose tree is the oracle.
  void start_drive(bool odd_entries, const std::vector<std::string>& more_arguments = {}) {
    std::vector<std::string> arguments{"--photos",
                                       std::to_string(kPhotos),
                                       "--folders",
                                       std::to_string(kFolders),
                                       "--bytes",
                                       "3000",
                                       odd_entries ? "--odd" : "--plain"};
    arguments.insert(arguments.end(), more_arguments.begin(), more_arguments.end());
    drive_ = std::make_unique<NamedDrive>(arguments);
    auto twin = Simulator::start(
        {.photos = kPhotos, .folders = kFolders, .file_bytes = 3000, .odd_entries = odd_entries});
    ASSERT_TRUE(twin) << twin.error().message;
    twin_ = *std::move(twin);
    std::ofstream{configuration()}
        << "[drive]\ntype = drive\nscope = drive.readonly\ntoken = {\"access_token\":\"any\","
           "\"token_type\":\"Bearer\",\"expiry\":\"2100-01-01T00:00:00Z\"}\n";
  }

  NamedDrive::Run rclone(std::vector<std::string> arguments,
                         std::string_view folder = kDemoFolder) const {
    // "Back to the top" is a shortcut that rclone would follow without end.
    for (const auto& option :
         {std::string{"--config"}, configuration(), std::string{"--drive-skip-shortcuts"},
          std::string{"--drive-root-folder-id"}, std::string{folder}}) {
      arguments.push_back(option);
    }
    return drive_->run(kRclone, arguments);
  }

  std::string configuration() const { return drive_->directory() + "/rclone.conf"; }
  std::string copies() const { return drive_->directory() + "/copies"; }
  const DriveTree& tree() const { return twin_->tree(); }

  /// Copies the folder, and checks the copies by their hashes and byte by byte.
  void expect_clean_copy(const std::vector<std::string>& filters = {},
                         std::string_view folder = kDemoFolder) const {
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"copy"}, {"check"}, {"check", "--download"}}) {
      auto arguments = command;
      arguments.insert(arguments.end(), {"drive:", copies()});
      arguments.insert(arguments.end(), filters.begin(), filters.end());
      const auto run = rclone(arguments, folder);
      EXPECT_EQ(run.exit_code, 0) << command.back() << "\n" << run.error_output;
      if (command.front() == "copy") continue;
      EXPECT_THAT(run.error_output, HasSubstr(": 0 differences found"));
    }
  }

  std::multiset<std::string> copied_hashes() const {
    std::multiset<std::string> hashes;
    for (const auto& copy : fs::recursive_directory_iterator{copies()}) {
      if (!copy.is_regular_file()) continue;
      std::ifstream file{copy.path(), std::ios::binary};
      const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
      hashes.insert(
          simulator::RunningDigest{}.ended_with(std::as_bytes(std::span{bytes})).sha256.hex());
    }
    return hashes;
  }

  /// Of every file below the folder that can be downloaded.
  std::multiset<std::string> true_hashes(std::string_view folder = kDemoFolder) const {
    std::multiset<std::string> hashes;
    for (const auto& [id, entry] : entries_below(tree(), folder)) {
      if (entry.is_folder() || !is_downloadable(entry)) continue;
      hashes.insert(tree().digests(entry)->sha256.hex());
    }
    return hashes;
  }

  std::unique_ptr<NamedDrive> drive_;
  std::unique_ptr<Simulator> twin_;
};

/// rclone shows names so that a file system can hold them.
std::string shown_name(const DriveEntry& entry) {
  if (entry.name == "..") return "．．";
  std::string shown;
  for (const char c : entry.name) shown += c == '/' ? "／" : std::string{c};
  // A document has the ending of the first format that rclone would have it in.
  return entry.mime_type == kDocumentType ? shown + ".docx" : shown;
}

TEST_F(Rclone, ListsEveryEntryOfTheTreeAsItIs) {
  start_drive(true);
  const auto run = rclone({"lsjson", "-R", "--hash", "drive:"});
  ASSERT_EQ(run.exit_code, 0) << run.error_output;
  EXPECT_EQ(run.error_output, "");
  auto expected = entries_below(tree(), kDemoFolder);
  std::erase_if(expected, [](const auto& item) { return item.second.mime_type == kShortcutType; });
  const auto seen = bj::parse(run.output).as_array();
  ASSERT_EQ(seen.size(), expected.size());
  for (const auto& value : seen) {
    const auto found = expected.extract(text_of(value, "ID"));
    ASSERT_TRUE(found) << value;
    const auto& entry = found.mapped();
    EXPECT_EQ(text_of(value, "Name"), shown_name(entry));
    EXPECT_EQ(value.at("IsDir"), entry.is_folder()) << value;
    if (entry.is_folder() || entry.mime_type == kDocumentType) continue;
    EXPECT_EQ(value.at("Size"), tree().size_bytes(entry)) << value;
    EXPECT_EQ(text_of(value, "MimeType"), entry.mime_type);
    EXPECT_EQ(text_of(value.at("Hashes"), "md5"), tree().digests(entry)->md5.hex());
  }
}

TEST_F(Rclone, ListsTheSameFolderByFolderAsWithSeveralFoldersInASearch) {
  start_drive(true);
  const auto lines_of = [&](const std::vector<std::string>& how) {
    std::vector<std::string> arguments{"lsf", "-R", "--format", "ips", "drive:"};
    arguments.insert(arguments.end(), how.begin(), how.end());
    std::istringstream text{rclone(arguments).output};
    std::multiset<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.insert(line);
    return lines;
  };
  const auto together = lines_of({"--fast-list", "--drive-list-chunk", "7"});
  EXPECT_EQ(together, lines_of({"--disable", "ListR"}));
  EXPECT_GT(together.size(), static_cast<std::size_t>(kPhotos));
}

TEST_F(Rclone, CopiesATreeWholeAndItsCheckIsClean) {
  start_drive(false);
  expect_clean_copy();
  EXPECT_EQ(copied_hashes(), true_hashes());
  EXPECT_EQ(copied_hashes().size(), static_cast<std::size_t>(kPhotos));
}

TEST_F(Rclone, CopiesAnOddTreeAndItsCheckIsClean) {
  start_drive(true);
  // A document has no bytes to copy, and this file's owner forbids it.
  expect_clean_copy({"--drive-skip-gdocs", "--exclude", "view only.jpg"});
  // Of two files with one name rclone takes the first.
  const auto copied = copied_hashes();
  const auto there = true_hashes();
  EXPECT_EQ(copied.size() + 1, there.size());
  EXPECT_TRUE(std::ranges::includes(there, copied));
}

TEST_F(Rclone, IsToldThatAFileMayNotBeDownloaded) {
  start_drive(true);
  const auto run =
      rclone({"copy", "--retries", "1", "--include", "view only.jpg", "drive:", copies()});
  EXPECT_NE(run.exit_code, 0);
  EXPECT_THAT(run.error_output, HasSubstr("cannotDownloadFile"));
}

TEST_F(Rclone, TakesOurThrottlingForGooglesAndComesThrough) {
  start_drive(false, {"--faults", "list:403=1x,download:429=1x,download:503=1x"});
  expect_clean_copy();
  EXPECT_EQ(copied_hashes(), true_hashes());
}

TEST_F(Rclone, OpensAKeyedFolderWithItsKeyAlone) {
  start_drive(false);
  const auto refused = rclone({"lsf", "drive:"}, kKeyedFolder);
  EXPECT_NE(refused.exit_code, 0);
  EXPECT_THAT(refused.error_output, HasSubstr("notFound"));
  expect_clean_copy({"--drive-resource-key", std::string{kKeyedFolderKey}}, kKeyedFolder);
  EXPECT_EQ(copied_hashes(), true_hashes(kKeyedFolder));
  EXPECT_EQ(copied_hashes().size(), 2U);
}

}  // namespace
}  // namespace pixferry
