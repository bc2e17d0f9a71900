#include "simulator/google_drive/google_drive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "simulator/simulator.hpp"
#include "testing/raw_http_client.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

constexpr std::string_view kNobody = "1NobodyHasEverUploadedThisFile000";

class GoogleDriveTest : public testing::Test {
 protected:
  static SimulatorOptions small() { return {.photos = 30, .folders = 3, .photo_edge_max = 32}; }

  void start(SimulatorOptions options = small()) {
    auto started = Simulator::start(std::move(options));
    ASSERT_TRUE(started) << started.error().message;
    simulator_ = std::move(*started);
    const auto url = simulator_->base_url();
    const auto port = std::stoi(url.substr(url.rfind(':') + 1));
    client_.emplace(static_cast<std::uint16_t>(port));
  }

  RawAnswer ask(const std::string& path_and_query, std::string_view headers = {}) {
    const auto mark = path_and_query.find('?') == std::string::npos ? "?" : "&";
    return client_->get("/drive/v3/" + path_and_query + mark + "key=any-key", headers);
  }

  bj::object ask_json(const std::string& path_and_query, std::string_view headers = {}) {
    const auto answer = ask(path_and_query, headers);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/json; charset=UTF-8");
    return bj::parse(answer.body).as_object();
  }

  static std::string children_query(std::string_view folder) {
    return "files?q='" + std::string{folder} + "'+in+parents+and+trashed%3Dfalse";
  }

  DriveEntry entry_named(std::string_view name, std::string_view folder = kDemoFolder) {
    const auto& tree = simulator_->tree();
    for (auto& child : tree.children(folder, 0, tree.count_children(folder))) {
      if (child.name == name) return child;
    }
    ADD_FAILURE() << "no entry named " << name;
    return {};
  }

  std::string first_subfolder() {
    const auto& tree = simulator_->tree();
    const auto children = tree.children(kDemoFolder, 0, tree.count_children(kDemoFolder));
    return std::ranges::find_if(children, &DriveEntry::is_folder)->id;
  }

  DriveEntry last_photo() {
    const auto& tree = simulator_->tree();
    return tree.children(kDemoFolder, tree.count_children(kDemoFolder) - 1, 1).front();
  }

  std::unique_ptr<Simulator> simulator_;
  std::optional<RawHttpClient> client_;
};

/// The text of a member.
std::string text(const bj::value& object, std::string_view member) {
  return std::string{object.at(member).as_string()};
}

void expect_error(const RawAnswer& answer, int status, std::string_view reason,
                  std::string_view location = "") {
  EXPECT_EQ(answer.status, status);
  EXPECT_EQ(answer.header("Content-Type"), "application/json; charset=UTF-8");
  const auto body = bj::parse(answer.body).as_object();
  const auto& error = body.at("error").as_object();
  EXPECT_EQ(error.at("code"), status);
  const auto& detail = error.at("errors").at(0);
  EXPECT_EQ(text(detail, "reason"), reason) << answer.body;
  EXPECT_EQ(detail.at("message"), error.at("message"));
  if (!location.empty()) {
    EXPECT_EQ(text(detail, "location"), location);
  }
}

TEST_F(GoogleDriveTest, RefusesARequestWithoutAKey) {
  start();
  const auto answer = client_->get("/drive/v3/files/" + std::string{kDemoFolder});
  EXPECT_EQ(answer.status, 403);
  const auto error = bj::parse(answer.body).at("error").as_object();
  EXPECT_EQ(error.at("status"), "PERMISSION_DENIED");
  EXPECT_FALSE(error.contains("errors"));
  EXPECT_EQ(client_->get("/drive/v3/files/" + std::string{kDemoFolder} + "?key=").status, 403);
}

TEST_F(GoogleDriveTest, RefusesABadKeyWith400) {
  start();
  const auto answer = client_->get("/drive/v3/files/" + std::string{kDemoFolder} + "?key=bad-key");
  expect_error(answer, 400, "badRequest");
  EXPECT_EQ(bj::parse(answer.body).at("error").at("status"), "INVALID_ARGUMENT");
}

TEST_F(GoogleDriveTest, SaysThatPrivateAndMissingItemsAreNotFound) {
  start();
  for (const auto id : {kPrivateFolder, kNobody}) {
    const auto answer = ask("files/" + std::string{id});
    expect_error(answer, 404, "notFound", "fileId");
    EXPECT_THAT(answer.body, testing::HasSubstr("File not found: " + std::string{id} + "."));
    expect_error(ask("files/" + std::string{id} + "?alt=media"), 404, "notFound", "fileId");
    expect_error(ask(children_query(id)), 404, "notFound", "fileId");
  }
}

TEST_F(GoogleDriveTest, GivesFourFieldsUnlessAskedForOthers) {
  start();
  const auto folder = ask_json("files/" + std::string{kDemoFolder});
  EXPECT_EQ(bj::serialize(folder),
            R"({"kind":"drive#file","id":"1PixferryDemoFolder00000000000000",)"
            R"("name":"Pixferry demo","mimeType":"application/vnd.google-apps.folder"})");
  const auto chosen = ask_json("files/" + std::string{kDemoFolder} +
                               "?fields=mimeType,capabilities(canListChildren,canDownload)");
  EXPECT_EQ(bj::serialize(chosen),
            R"({"mimeType":"application/vnd.google-apps.folder",)"
            R"("capabilities":{"canDownload":true,"canListChildren":true}})");
}

TEST_F(GoogleDriveTest, RefusesFieldsThatDriveDoesNotKnow) {
  start();
  expect_error(ask("files/" + std::string{kDemoFolder} + "?fields=id,sha256"), 400,
               "invalidParameter", "fields");
  expect_error(ask(children_query(kDemoFolder) + "&fields=files(id,checksum)"), 400,
               "invalidParameter", "fields");
  expect_error(ask(children_query(kDemoFolder) + "&fields=files(id"), 400, "invalidParameter",
               "fields");
}

TEST_F(GoogleDriveTest, DescribesAPhotoInDrivesTypes) {
  start();
  const auto photo = last_photo();
  const auto& tree = simulator_->tree();
  const bj::value described = ask_json("files/" + photo.id + "?fields=*");
  EXPECT_EQ(text(described, "size"), std::to_string(tree.size_bytes(photo)));
  EXPECT_EQ(text(described, "sha256Checksum"), tree.digests(photo)->sha256.hex());
  EXPECT_EQ(text(described, "md5Checksum"), tree.digests(photo)->md5.hex());
  EXPECT_THAT(text(described, "headRevisionId"), testing::StartsWith("0B"));
  EXPECT_THAT(text(described, "createdTime"), testing::MatchesRegex("2024-05-01T[0-9:]{8}\\.123Z"));
  EXPECT_EQ(bj::serialize(described.at("parents")), R"(["1PixferryDemoFolder00000000000000"])");
  EXPECT_TRUE(described.at("imageMediaMetadata").at("width").is_int64());
  EXPECT_FALSE(described.as_object().contains("shortcutDetails"));
  EXPECT_FALSE(described.as_object().contains("resourceKey"));
}

TEST_F(GoogleDriveTest, GivesNoNextPageTokenToWhoDoesNotAskForIt) {
  start();
  const auto without = ask_json(children_query(kDemoFolder) + "&pageSize=5&fields=files(id)");
  EXPECT_FALSE(without.contains("nextPageToken"));
  EXPECT_EQ(without.at("files").as_array().size(), 5u);
  const auto with =
      ask_json(children_query(kDemoFolder) + "&pageSize=5&fields=nextPageToken,files(id)");
  EXPECT_TRUE(with.contains("nextPageToken"));
  EXPECT_FALSE(with.contains("kind"));
}

TEST_F(GoogleDriveTest, ListsAnEmptyFolderAsAnEmptyArray) {
  start();
  const auto page = ask_json(children_query(kEmptyFolder));
  EXPECT_EQ(bj::serialize(page),
            R"({"kind":"drive#fileList","incompleteSearch":false,"files":[]})");
}

TEST_F(GoogleDriveTest, LosesNothingOverThePagesOfALargeFolder) {
  auto options = small();
  options.photos = 2500;
  options.folders = 1;
  options.odd_entries = false;
  start(options);
  std::set<std::string> ids;
  std::vector<std::size_t> page_sizes;
  std::string token;
  do {
    // 5000 is quietly lowered to 1000.
    const auto page = ask_json(children_query(kDemoFolder) + "&pageSize=5000&pageToken=" + token +
                               "&fields=nextPageToken,files(id)");
    page_sizes.push_back(page.at("files").as_array().size());
    for (const auto& file : page.at("files").as_array()) {
      EXPECT_TRUE(ids.emplace(file.at("id").as_string()).second);
    }
    token = page.contains("nextPageToken") ? page.at("nextPageToken").as_string().c_str() : "";
  } while (!token.empty());
  EXPECT_THAT(page_sizes, testing::ElementsAre(1000, 1000, 500));
  for (const auto& file : simulator_->tree().expected()) EXPECT_TRUE(ids.contains(file.id));
  EXPECT_EQ(ids.size(), 2500u);
}

TEST_F(GoogleDriveTest, TakesAPageTokenOnlyBackWithItsQuery) {
  start();
  const auto page = ask_json(children_query(kDemoFolder) + "&pageSize=5");
  const std::string token{page.at("nextPageToken").as_string()};
  EXPECT_EQ(ask(children_query(kDemoFolder) + "&pageSize=5&pageToken=" + token).status, 200);
  expect_error(ask(children_query(kEmptyFolder) + "&pageToken=" + token), 400, "invalid",
               "pageToken");
  expect_error(ask(children_query(kDemoFolder) + "&pageToken=" + token + "0"), 400, "invalid",
               "pageToken");
  expect_error(ask(children_query(kDemoFolder) + "&pageToken=garbage"), 400, "invalid",
               "pageToken");
  auto altered = token;
  altered.back() = altered.back() == '0' ? '1' : '0';
  expect_error(ask(children_query(kDemoFolder) + "&pageToken=" + altered), 400, "invalid",
               "pageToken");
}

TEST_F(GoogleDriveTest, RefusesQueriesItDoesNotUnderstand) {
  start();
  expect_error(ask("files?q=nonsense"), 400, "invalid", "q");
  expect_error(ask("files"), 400, "invalid", "q");
  expect_error(ask(children_query(kDemoFolder) + "&pageSize=0"), 400, "invalid", "pageSize");
}

TEST_F(GoogleDriveTest, ShowsKeyedItemsOnlyToThoseWhoBringTheirKeys) {
  start();
  const std::string folder{kKeyedFolder};
  const auto folder_pair = folder + "/" + std::string{kKeyedFolderKey};
  const auto header = [](const std::string& pairs) {
    return "X-Goog-Drive-Resource-Keys: " + pairs + "\r\n";
  };
  expect_error(ask("files/" + folder), 404, "notFound", "fileId");
  expect_error(ask(children_query(folder)), 404, "notFound", "fileId");
  expect_error(ask("files/" + folder, header(folder + "/0-wrong")), 404, "notFound", "fileId");
  EXPECT_EQ(ask("files/" + folder, header(folder_pair)).status, 200);

  const auto page = ask_json(children_query(folder) + "&fields=files(id,resourceKey)",
                             header("1Other/0-x," + folder_pair));
  const auto photo = page.at("files").at(0).as_object();
  const std::string id{photo.at("id").as_string()};
  const auto pair = id + "/" + std::string{photo.at("resourceKey").as_string()};
  expect_error(ask("files/" + id + "?alt=media", header(folder_pair)), 404, "notFound", "fileId");
  EXPECT_EQ(ask("files/" + id + "?alt=media", header(pair)).status, 200);
  EXPECT_EQ(simulator_->folder_link(folder), "https://drive.google.com/drive/folders/" + folder +
                                                 "?resourcekey=" + std::string{kKeyedFolderKey});
}

TEST_F(GoogleDriveTest, ShowsSharedDrivesOnlyToThoseWhoSupportThem) {
  start();
  const std::string drive{kSharedDrive};
  expect_error(ask("files/" + drive), 404, "notFound", "fileId");
  EXPECT_EQ(ask("files/" + drive + "?supportsAllDrives=true").status, 200);
  expect_error(ask(children_query(drive) + "&supportsAllDrives=true"), 404, "notFound", "fileId");
  const auto page = ask_json(children_query(drive) +
                             "&supportsAllDrives=true&includeItemsFromAllDrives=true"
                             "&fields=files(id,driveId)");
  ASSERT_EQ(page.at("files").as_array().size(), 2u);
  EXPECT_EQ(text(page.at("files").at(0), "driveId"), kSharedDrive);
}

TEST_F(GoogleDriveTest, DescribesShortcutsAndLeavesTheDetailsOutWhereTheTargetIsGone) {
  start();
  const auto back = entry_named("Back to the top", first_subfolder());
  const auto described = ask_json("files/" + back.id + "?fields=mimeType,size,shortcutDetails");
  EXPECT_EQ(bj::serialize(described),
            R"({"mimeType":"application/vnd.google-apps.shortcut","shortcutDetails":{)"
            R"("targetId":"1PixferryDemoFolder00000000000000",)"
            R"("targetMimeType":"application/vnd.google-apps.folder"}})");
  const auto dangling = entry_named("Deleted long ago");
  EXPECT_FALSE(ask_json("files/" + dangling.id + "?fields=*").contains("shortcutDetails"));
}

TEST_F(GoogleDriveTest, DownloadsTheBytesItDescribes) {
  start();
  for (const auto& file : simulator_->tree().expected()) {
    if (file.state != FileState::imported) continue;
    const auto answer = ask("files/" + file.id + "?alt=media&supportsAllDrives=true");
    ASSERT_EQ(answer.status, 200) << file.name;
    ASSERT_EQ(static_cast<std::int64_t>(answer.body.size()), file.size_bytes);
    RunningDigest digest;
    EXPECT_EQ(digest.ended_with(std::as_bytes(std::span{answer.body})).sha256, file.sha256);
  }
}

TEST_F(GoogleDriveTest, ServesRangesOfADownload) {
  start();
  const auto target = "files/" + last_photo().id + "?alt=media";
  const auto whole = ask(target);
  EXPECT_EQ(whole.header("Content-Type"), last_photo().mime_type);
  const auto part = ask(target, "Range: bytes=10-19\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, whole.body.substr(10, 10));
  EXPECT_EQ(part.header("Content-Range"), "bytes 10-19/" + std::to_string(whole.body.size()));
  const auto behind = ask(target, "Range: bytes=99999999-\r\n");
  expect_error(behind, 416, "requestedRangeNotSatisfiable");
  EXPECT_EQ(behind.header("Content-Range"), "bytes */" + std::to_string(whole.body.size()));
}

TEST_F(GoogleDriveTest, RefusesToDownloadDocumentsAndProtectedFiles) {
  start();
  expect_error(ask("files/" + entry_named("Packing list").id + "?alt=media"), 403,
               "fileNotDownloadable", "alt");
  EXPECT_EQ(ask_json("files/" + entry_named("Packing list").id + "?fields=size").at("size"),
            "1024");
  const auto kept = entry_named("view only.jpg");
  expect_error(ask("files/" + kept.id + "?alt=media"), 403, "cannotDownloadFile");
  EXPECT_EQ(ask_json("files/" + kept.id + "?fields=capabilities/canDownload")
                .at("capabilities")
                .at("canDownload"),
            false);
}

TEST_F(GoogleDriveTest, AnswersWhatIsNotDriveWithAWebPage) {
  start();
  const auto answer = ask("about");
  EXPECT_EQ(answer.status, 404);
  EXPECT_THAT(answer.header("Content-Type"), testing::StartsWith("text/html"));
}

}  // namespace
}  // namespace pixferry::simulator
