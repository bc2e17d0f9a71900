#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <filesystem>
#include <map>

#include "simulator/simulator.hpp"
#include "testing/child_process.hpp"
#include "tests/witness/drive_entries.hpp"
#include "tests/witness/node.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;
using simulator::DropboxLink;
using Access = DropboxLink::Access;

/// Dropbox's own client for Node, npm `dropbox`, against the simulated Dropbox.
class DropboxClient : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kNode)) GTEST_SKIP() << "there is no " << kNode;
    if (!std::filesystem::exists(PIXFERRY_NODE_MODULES "/dropbox")) {
      GTEST_SKIP() << "./test fetches Dropbox's client into " << PIXFERRY_NODE_MODULES;
    }
  }

  void start(SimulatorOptions options) {
    options.file_bytes = 3000;
    auto started = Simulator::start(std::move(options));
    ASSERT_TRUE(started) << started.error().message;
    simulator_ = *std::move(started);
  }

  /// What the client saw of that link.
  bj::object look(const DropboxLink& link, const std::string& password = {}) const {
    const auto& options = simulator_->dropbox().options();
    ChildProcess node{
        {.program = kNode,
         .arguments = {PIXFERRY_WITNESS "/dropbox_client.js", simulator_->base_url() + "/dropbox",
                       options.refresh_token, options.app_key, options.app_secret,
                       simulator_->dropbox_link(link), password},
         .environment = {{"NODE_PATH", PIXFERRY_NODE_MODULES}}}};
    EXPECT_EQ(node.wait(), 0) << node.error_output();
    return bj::parse(node.output()).as_object();
  }

  static DropboxLink demo(Access access = Access::open) {
    return {.entry_id = std::string{simulator::kDemoFolder}, .access = access};
  }

  std::unique_ptr<Simulator> simulator_;
};

TEST_F(DropboxClient, ListsTheWholeTreeOverItsPagesAndDownloadsTheBytes) {
  start({.photos = 60, .folders = 5});
  const auto seen = look(demo());
  ASSERT_TRUE(seen.contains("entries")) << bj::serialize(seen);
  std::map<std::string, simulator::ExpectedFile> expected;
  for (auto& file : simulator_->dropbox().tree().expected(std::string{simulator::kDemoFolder})) {
    expected.emplace(file.id, file);
  }
  EXPECT_GT(seen.at("pages").as_int64(), 10);
  std::size_t files = 0;
  int downloaded = 0;
  for (const auto& entry : seen.at("entries").as_array()) {
    if (text_of(entry, ".tag") == "folder") continue;
    ++files;
    const auto& file = expected.at(text_of(entry, "id"));
    EXPECT_EQ(text_of(entry, "name"), file.name);
    if (!file.sha256) continue;
    EXPECT_EQ(text_of(entry.at("downloaded"), "sha256"), file.sha256->hex()) << file.name;
    EXPECT_EQ(text_of(entry.at("downloaded"), "name"), file.name);
    EXPECT_EQ(entry.at("size"), file.size_bytes);
    ++downloaded;
  }
  EXPECT_EQ(files, expected.size());
  EXPECT_GT(downloaded, 60);
  EXPECT_EQ(simulator_->counters().other_requests, 0U);
}

TEST_F(DropboxClient, OpensALockedLinkWithItsPasswordOnly) {
  start({.photos = 8, .folders = 2, .odd_entries = false});
  const auto refused = look(demo(Access::locked));
  EXPECT_EQ(refused.at("failure").at("status"), 409);
  EXPECT_EQ(text_of(refused.at("failure"), "tag"), "shared_link_access_denied");
  const auto opened = look(demo(Access::locked), std::string{DropboxLink::kPassword});
  ASSERT_TRUE(opened.contains("entries")) << bj::serialize(opened);
  EXPECT_EQ(opened.at("entries").as_array().size(), 9U);  // with a subfolder
}

TEST_F(DropboxClient, ReadsASingleFile) {
  start({.photos = 8, .folders = 1});
  for (const auto form : {DropboxLink::Form::today, DropboxLink::Form::old}) {
    const auto seen = look({.entry_id = std::string{simulator::kSinglePhoto}, .form = form});
    ASSERT_TRUE(seen.contains("downloaded")) << bj::serialize(seen);
    EXPECT_EQ(seen.at("downloaded").at("size"), 3000);
    EXPECT_EQ(text_of(seen.at("link"), ".tag"), "file");
  }
}

TEST_F(DropboxClient, SeesRefusalsAsDropboxShowsThem) {
  start({.photos = 8, .folders = 1, .faults = *simulator::parse_fault_plan("list:429+1s=1x")});
  const auto throttled = look(demo());
  EXPECT_EQ(throttled.at("failure").at("status"), 429);
  EXPECT_THAT(text_of(throttled.at("failure"), "summary"),
              testing::StartsWith("too_many_requests/"));
  const auto gone = look(demo(Access::revoked));
  EXPECT_EQ(text_of(gone.at("failure"), "tag"), "shared_link_not_found");
  std::map<std::string, std::string> tags;
  const auto seen = look(demo());
  for (const auto& entry : seen.at("entries").as_array()) {
    const auto* downloaded = entry.as_object().if_contains("downloaded");
    if (!downloaded || !downloaded->as_object().contains("failure")) continue;
    tags[text_of(entry, "name")] = text_of(downloaded->at("failure"), "tag");
  }
  EXPECT_THAT(tags,
              testing::ElementsAre(testing::Pair("Packing list.gdoc", "unsupported_link_type"),
                                   testing::Pair("view only.jpg", "unsupported_link_type")));
}

}  // namespace
}  // namespace pixferry
