#include "simulator/google_drive/google_drive_fixture.hpp"

#include <set>

namespace pixferry::simulator {
namespace {

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

TEST_F(GoogleDriveTest, ListsSeveralFoldersInOneSearchOverItsPages) {
  start();
  const auto folder = first_subfolder();
  const auto search = "files?q=trashed%3Dfalse+and+('" + folder + "'+in+parents+or+'" +
                      std::string{kDemoFolder} + "'+in+parents)&pageSize=7";
  std::multiset<std::string> parents;
  std::string token;
  do {
    const auto page = ask_json(search + "&fields=nextPageToken,files(parents)&pageToken=" + token);
    for (const auto& file : page.at("files").as_array()) {
      parents.emplace(file.at("parents").at(0).as_string());
    }
    token = page.contains("nextPageToken") ? page.at("nextPageToken").as_string().c_str() : "";
  } while (!token.empty());
  const auto& tree = simulator_->tree();
  EXPECT_EQ(parents.count(folder), tree.count_children(folder));
  EXPECT_EQ(parents.count(std::string{kDemoFolder}), tree.count_children(kDemoFolder));
}

TEST_F(GoogleDriveTest, ListsOnlyTheChildrenThatASearchDescribes) {
  start();
  const auto named = children_query(kDemoFolder) + "+and+name%3D'..'&fields=files(name)";
  EXPECT_EQ(bj::serialize(ask_json(named)), R"({"files":[{"name":".."}]})");
  const auto folders = ask_json(children_query(kDemoFolder) + "+and+mimeType%3D'" +
                                std::string{kFolderType} + "'&fields=files(id)");
  EXPECT_EQ(folders.at("files").as_array().size(), 2u);
}

TEST_F(GoogleDriveTest, RefusesASearchThatNamesAFolderItDoesNotShow) {
  start();
  expect_error(ask("files?q='" + std::string{kDemoFolder} + "'+in+parents+or+'" +
                   std::string{kPrivateFolder} + "'+in+parents"),
               404, "notFound", "fileId");
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

}  // namespace
}  // namespace pixferry::simulator
