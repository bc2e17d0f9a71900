#include "pipeline/source/google_drive/drive_provider.hpp"
#include "testing/canned_drive.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kImage = R"("mimeType":"image/jpeg","size":"7")";

const FolderRef kFolder{SourceKind::google_drive, "1Folder", "0-folder"};

std::string google_type(const std::string& kind) {
  return R"("mimeType":"application/vnd.google-apps.)" + kind + '"';
}
std::string shortcut_to(const std::string& details) {
  return R"({"id":"1Short","name":"link",)" + google_type("shortcut") + R"(,"shortcutDetails":{)" +
         details + "}}";
}
std::string reason(const std::string& word) {
  return R"({"error":{"errors":[{"reason":")" + word + R"("}]}})";
}

class ListingDrive : public testing::Test {
 protected:
  void children(const std::string& items, const std::string& more = "") {
    drive_.answer_json("/files?q=", 200, R"({"files":[)" + items + "]" + more + "}");
  }
  void target(int status, const std::string& body) {
    drive_.answer_json("/files/1Target?", status, body);
  }
  FolderPage page(const std::string& token = "") {
    auto listed = drive_.provider().list({}, kFolder, token);
    EXPECT_TRUE(listed) << listed.error().message;
    return listed ? *listed : FolderPage{};
  }
  Error refusal(const std::string& token = "") {
    const auto listed = drive_.provider().list({}, kFolder, token);
    EXPECT_FALSE(listed);
    if (listed) return Error{ErrorCode::internal, ""};
    EXPECT_THAT(listed.error().message, AllOf(Not(IsEmpty()), Not(HasSubstr("secret-key"))));
    return listed.error();
  }
  ListedFile only_file() {
    const auto listed = page();
    EXPECT_THAT(listed.files, SizeIs(1));
    EXPECT_THAT(listed.folders, IsEmpty());
    return listed.files.empty() ? ListedFile{} : listed.files[0];
  }

  CannedDrive drive_;
};

TEST_F(ListingDrive, SortsFilesFoldersAndWhatNeedsNoDownload) {
  children(R"({"id":"1","name":"a.jpg","resourceKey":"0-a",)" + std::string{kImage} +
           R"(},{"id":"2","name":"Sub","resourceKey":"0-s",)" + google_type("folder") +
           R"(},{"id":"3","name":"Notes","size":"1024",)" + google_type("document") +
           R"(},{"id":"4","name":"b.mp4","mimeType":"video/mp4"},)" +
           R"({"id":"5","name":"c.jpg","capabilities":{"canDownload":false},)" + kImage + "}");
  const auto listed = page();
  ASSERT_THAT(listed.files, SizeIs(4));
  EXPECT_EQ(listed.files[0].file.id, "1");
  EXPECT_EQ(listed.files[0].file.resource_key, "0-a");
  EXPECT_FALSE(listed.files[0].ended);
  EXPECT_EQ(listed.files[1].ended.value().reason, ErrorCode::google_document);
  EXPECT_EQ(listed.files[2].ended.value().reason, ErrorCode::unsupported_type);
  EXPECT_EQ(listed.files[3].ended.value().reason, ErrorCode::source_forbidden);
  EXPECT_FALSE(listed.files[3].ended->skipped);
  ASSERT_THAT(listed.folders, SizeIs(1));
  EXPECT_EQ(listed.folders[0].folder, (FolderRef{SourceKind::google_drive, "2", "0-s"}));
  EXPECT_EQ(listed.folders[0].name, "Sub");
  EXPECT_EQ(listed.next_page_token, "");
  EXPECT_EQ(drive_.requests()[0].headers.at("x-goog-drive-resource-keys"), "1Folder/0-folder");
}

TEST_F(ListingDrive, AnEmptyPageIsNotTheEndIfItNamesAnother) {
  children("", R"(,"nextPageToken":"more")");
  EXPECT_EQ(page().next_page_token, "more");
  EXPECT_EQ(page("before").next_page_token, "more");
  EXPECT_THAT(drive_.requests()[1].target, HasSubstr("&pageToken=before&"));
}

TEST_F(ListingDrive, ATokenThatLeadsToItselfIsAnError) {
  children("", R"(,"nextPageToken":"loop")");
  EXPECT_EQ(refusal("loop").code, ErrorCode::network);
}

TEST_F(ListingDrive, AnIncompleteOrUnreadableListingIsAnErrorAndNeverAnEmptyFolder) {
  children("", R"(,"incompleteSearch":true)");
  EXPECT_EQ(refusal().code, ErrorCode::network);
  drive_.answer_json("/files?q=", 200, "{}");
  EXPECT_EQ(refusal().code, ErrorCode::network);
  drive_.answer_json("/files?q=", 200, R"({"files":[{"id":"1")");
  EXPECT_EQ(refusal().code, ErrorCode::network);
}

TEST_F(ListingDrive, TellsARefusedTokenFromABadKeyAndFromASlowDown) {
  drive_.answer_json("/files?q=", 400, reason("invalid"));
  EXPECT_EQ(refusal("old").code, ErrorCode::page_token_rejected);
  EXPECT_EQ(refusal().code, ErrorCode::network) << "there was no token to reject";
  drive_.answer_json("/files?q=", 400, reason("keyInvalid"));
  EXPECT_EQ(refusal("old").code, ErrorCode::credentials_rejected);
  drive_.answer("/files?q=",
                loopback_answer(403, reason("userRateLimitExceeded"), {{"Retry-After", "9"}}));
  EXPECT_EQ(refusal().code, ErrorCode::rate_limited);
  EXPECT_EQ(refusal().retry_after, std::chrono::seconds{9});
  drive_.answer_json("/files?q=", 404, reason("notFound"));
  EXPECT_EQ(refusal().code, ErrorCode::folder_not_found);
}

TEST_F(ListingDrive, AShortcutToAFolderIsASubfolderWithItsOwnKey) {
  children(shortcut_to(R"("targetId":"1Target","targetResourceKey":"0-t",)"
                       R"("targetMimeType":"application/vnd.google-apps.folder")"));
  const auto listed = page();
  EXPECT_THAT(listed.files, IsEmpty());
  ASSERT_THAT(listed.folders, SizeIs(1));
  EXPECT_EQ(listed.folders[0].folder, (FolderRef{SourceKind::google_drive, "1Target", "0-t"}));
  EXPECT_EQ(listed.folders[0].name, "link");
  EXPECT_THAT(drive_.requests(), SizeIs(1)) << "its target is looked at when it is listed";
}

TEST_F(ListingDrive, AShortcutToAFileIsThatFile) {
  children(shortcut_to(
      R"("targetId":"1Target","targetMimeType":"image/png","targetResourceKey":"0-t")"));
  target(200, R"({"id":"1Target","name":"real.png","mimeType":"image/png","size":"42",)"
              R"("headRevisionId":"r1","md5Checksum":"0f343b0931126a20f133d67c2b018a3b"})");
  const auto listed = only_file();
  EXPECT_FALSE(listed.ended);
  EXPECT_EQ(listed.file.id, "1Target");
  EXPECT_EQ(listed.file.name, "real.png");
  EXPECT_EQ(listed.file.size_bytes, 42);
  EXPECT_EQ(listed.file.revision, "r1");
  EXPECT_TRUE(listed.file.md5);
  EXPECT_EQ(listed.file.resource_key, "0-t");
  EXPECT_EQ(drive_.requests()[1].headers.at("x-goog-drive-resource-keys"), "1Target/0-t");
}

TEST_F(ListingDrive, AShortcutOfUnknownTargetIsWhatItsTargetIs) {
  children(shortcut_to(R"("targetId":"1Target")"));
  target(200, R"({"id":"1Target","name":"Real",)" + google_type("folder") + "}");
  ASSERT_THAT(page().folders, SizeIs(1));
  target(200, R"({"id":"1Target","name":"Doc",)" + google_type("document") + "}");
  EXPECT_EQ(only_file().ended.value().reason, ErrorCode::google_document);
}

TEST_F(ListingDrive, AShortcutThatLeadsNowhereIsSkippedUnderItsOwnId) {
  const auto expect_broken = [&] {
    const auto listed = only_file();
    EXPECT_EQ(listed.file.id, "1Short");
    ASSERT_TRUE(listed.ended);
    EXPECT_TRUE(listed.ended->skipped);
    EXPECT_EQ(listed.ended->reason, ErrorCode::broken_shortcut);
    EXPECT_FALSE(listed.ended->detail.empty());
  };
  children(shortcut_to(""));
  expect_broken();
  children(shortcut_to(R"("targetId":"1Target",)"
                       R"("targetMimeType":"application/vnd.google-apps.shortcut")"));
  expect_broken();

  children(shortcut_to(R"("targetId":"1Target","targetMimeType":"image/png")"));
  target(404, reason("notFound"));
  expect_broken();
  target(403, reason("insufficientFilePermissions"));
  expect_broken();
  target(200, R"({"id":"1Target",)" + google_type("shortcut") +
                  R"(,"shortcutDetails":{"targetId":"1Short"}})");
  expect_broken();
  target(200, R"({"id":"1Target","mimeType":"image/png","trashed":true})");
  expect_broken();
}

TEST_F(ListingDrive, APassingFaultAtAShortcutFailsThePageSoThatItIsListedAgain) {
  children(shortcut_to(R"("targetId":"1Target","targetMimeType":"image/png")"));
  target(500, "");
  EXPECT_EQ(refusal().code, ErrorCode::network);
  target(403, reason("rateLimitExceeded"));
  EXPECT_EQ(refusal().code, ErrorCode::rate_limited);
  target(400, reason("keyInvalid"));
  EXPECT_EQ(refusal().code, ErrorCode::credentials_rejected);
  target(200, "{");
  EXPECT_EQ(refusal().code, ErrorCode::network);
}

}  // namespace
}  // namespace pixferry
