#include "simulator/google_drive/google_drive_fixture.hpp"

namespace pixferry::simulator {
namespace {

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

TEST_F(GoogleDriveTest, TakesAnAccessTokenInPlaceOfAKey) {
  start();
  const auto target = "/drive/v3/files/" + std::string{kDemoFolder};
  const auto with = [&](std::string_view authorization, std::string_view query = "") {
    return client_->get(target + std::string{query},
                        "Authorization: " + std::string{authorization} + "\r\n");
  };
  EXPECT_EQ(with("Bearer any-token").status, 200);
  for (const auto* refused : {"Bearer bad-key", "Basic YTpi"}) {
    const auto answer = with(refused, "?key=any-key");
    expect_error(answer, 401, "authError", "Authorization");
    EXPECT_THAT(answer.header("WWW-Authenticate"), testing::StartsWith("Bearer "));
  }
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
  EXPECT_THAT(ask("files/" + entry_named("Packing list").id + "?fields=exportLinks").body,
              testing::HasSubstr("exportFormat=docx"));
  const auto kept = entry_named("view only.jpg");
  expect_error(ask("files/" + kept.id + "?alt=media"), 403, "cannotDownloadFile");
  EXPECT_EQ(ask_json("files/" + kept.id + "?fields=capabilities/canDownload")
                .at("capabilities")
                .at("canDownload"),
            false);
}

TEST_F(GoogleDriveTest, TellsAboutItselfToWhoIsSignedInAndNamesTheFields) {
  start();
  expect_error(ask("about?fields=exportFormats"), 401, "required", "Authorization");
  constexpr std::string_view kToken = "Authorization: Bearer any-token\r\n";
  expect_error(ask("about", kToken), 400, "required", "fields");
  const auto about = ask_json("about?fields=exportFormats,importFormats", kToken);
  EXPECT_TRUE(about.at("exportFormats").as_object().contains(kDocumentType));
  EXPECT_FALSE(about.contains("kind"));
}

TEST_F(GoogleDriveTest, AnswersWhatIsNotDriveWithAWebPage) {
  start();
  const auto answer = ask("changes");
  EXPECT_EQ(answer.status, 404);
  EXPECT_THAT(answer.header("Content-Type"), testing::StartsWith("text/html"));
}

}  // namespace
}  // namespace pixferry::simulator
