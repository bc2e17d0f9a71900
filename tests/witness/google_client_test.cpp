#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "simulator/simulator.hpp"
#include "testing/child_process.hpp"
#include "tests/witness/drive_entries.hpp"
#include "tests/witness/node.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

/// Google's own client for Node, @googleapis/drive, against the simulated Drive.
class GoogleClient : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kNode)) GTEST_SKIP() << "there is no " << kNode;
    if (!std::filesystem::exists(PIXFERRY_NODE_MODULES "/@googleapis/drive")) {
      GTEST_SKIP() << "./test fetches Google's client into " << PIXFERRY_NODE_MODULES;
    }
  }

  void start_drive(SimulatorOptions options) {
    options.file_bytes = 3000;
    auto started = Simulator::start(std::move(options));
    ASSERT_TRUE(started) << started.error().message;
    drive_ = *std::move(started);
  }

  /// What the client saw of that folder.
  bj::object look(std::string_view folder, std::string_view key = "a-key") const {
    ChildProcess node{{.program = kNode,
                       .arguments = {PIXFERRY_WITNESS "/google_client.js", drive_->base_url() + "/",
                                     std::string{key}, std::string{folder}},
                       .environment = {{"NODE_PATH", PIXFERRY_NODE_MODULES}}}};
    EXPECT_EQ(node.wait(), 0) << node.error_output();
    return bj::parse(node.output()).as_object();
  }

  std::unique_ptr<Simulator> drive_;
};

std::string reason_of(const bj::value& seen) {
  return text_of(seen.at("failure"), "reason");
}

void expect_same_bytes(const bj::value& seen, const DriveTree& tree, const DriveEntry& entry) {
  const auto sha256 = tree.digests(entry)->sha256.hex();
  EXPECT_EQ(text_of(seen, "sha256Checksum"), sha256) << entry.name;
  EXPECT_EQ(text_of(seen.at("downloaded"), "sha256"), sha256) << entry.name;
  EXPECT_EQ(text_of(seen, "size"), std::to_string(tree.size_bytes(entry))) << entry.name;
  EXPECT_EQ(seen.at("downloaded").at("size"), tree.size_bytes(entry)) << entry.name;
}

TEST_F(GoogleClient, ListsTheWholeTreeOverItsPagesAndDownloadsTheDeclaredBytes) {
  start_drive({.photos = 60, .folders = 5});
  const auto seen = look(kDemoFolder);
  auto expected = entries_below(drive_->tree(), kDemoFolder);
  ASSERT_EQ(seen.at("entries").as_array().size(), expected.size());
  EXPECT_GT(seen.at("pages").as_int64(), 10);
  int downloaded = 0;
  for (const auto& file : seen.at("entries").as_array()) {
    const auto entry = expected.extract(text_of(file, "id"));
    ASSERT_TRUE(entry) << file;
    EXPECT_EQ(text_of(file, "name"), entry.mapped().name);
    EXPECT_EQ(text_of(file, "mimeType"), entry.mapped().mime_type);
    if (!is_downloadable(entry.mapped())) continue;
    expect_same_bytes(file, drive_->tree(), entry.mapped());
    ++downloaded;
  }
  EXPECT_GT(downloaded, 60);
  EXPECT_EQ(drive_->counters().other_requests, 0U);
}

TEST_F(GoogleClient, IsToldWhyAFileCannotBeDownloaded) {
  start_drive({.photos = 8, .folders = 1});
  std::map<std::string, std::string> reasons;
  const auto seen = look(kDemoFolder);
  for (const auto& file : seen.at("entries").as_array()) {
    const auto* downloaded = file.as_object().if_contains("downloaded");
    if (!downloaded || !downloaded->as_object().contains("failure")) continue;
    EXPECT_EQ(downloaded->at("failure").at("status"), 403);
    reasons[text_of(file, "name")] = reason_of(*downloaded);
  }
  EXPECT_THAT(reasons, testing::ElementsAre(testing::Pair("Packing list", "fileNotDownloadable"),
                                            testing::Pair("view only.jpg", "cannotDownloadFile")));
}

TEST_F(GoogleClient, SeesThrottlingAsStatus429) {
  start_drive({.photos = 8, .folders = 1, .faults = *simulator::parse_fault_plan("list:429=1x")});
  const auto seen = look(kDemoFolder);
  EXPECT_EQ(seen.at("failure").at("status"), 429);
  EXPECT_EQ(reason_of(seen), "rateLimitExceeded");
  EXPECT_EQ(look(kDemoFolder).at("entries").as_array().size(),
            entries_below(drive_->tree(), kDemoFolder).size());
}

TEST_F(GoogleClient, SeesPrivateFoldersAndRefusedKeysAsGoogleShowsThem) {
  start_drive({.photos = 8, .folders = 1});
  const auto hidden = look(kPrivateFolder);
  EXPECT_EQ(hidden.at("failure").at("status"), 404);
  EXPECT_EQ(reason_of(hidden), "notFound");
  EXPECT_EQ(look(kDemoFolder, kBadKey).at("failure").at("status"), 400);
}

TEST_F(GoogleClient, ReadsASharedDrive) {
  start_drive({.photos = 8, .folders = 1});
  const auto seen = look(kSharedDrive);
  ASSERT_EQ(seen.at("entries").as_array().size(), 2U);
  for (const auto& file : seen.at("entries").as_array()) {
    EXPECT_EQ(file.at("downloaded").at("sha256"), file.at("sha256Checksum"));
  }
}

}  // namespace
}  // namespace pixferry
