#include "pipeline/source/google_drive/drive_provider.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/source/link.hpp"
#include "testing/canned_drive.hpp"

namespace pixferry {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

#define FOLDER "\"mimeType\":\"application/vnd.google-apps.folder\""
#define SHORTCUT "\"mimeType\":\"application/vnd.google-apps.shortcut\""
#define NOT_FOUND \
  R"({"error":{"errors":[{"reason":"notFound","message":"m"}],"code":404,"message":"m"}})"

const FolderRef kRoot{SourceKind::google_drive, "1RootFolder", ""};

class OpeningDrive : public testing::Test {
 protected:
  ErrorCode code_of_opening(const FolderRef& folder = kRoot) {
    const auto info = drive_.provider().open({}, folder);
    EXPECT_FALSE(info);
    if (info) return ErrorCode::internal;
    EXPECT_THAT(info.error().message, AllOf(Not(IsEmpty()), Not(HasSubstr("secret-key"))));
    return info.error().code;
  }

  CannedDrive drive_;
};

TEST_F(OpeningDrive, GivesTheFolderAsItIsToBeListed) {
  drive_.answer_json("/files/1RootFolder?", 200, R"({"id":"1RootFolder","name":"Été",)" FOLDER "}");
  const auto info = drive_.provider().open({}, {SourceKind::google_drive, "1RootFolder", "0-key"});
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_EQ(info->name, "Été");
  EXPECT_EQ(info->folder, (FolderRef{SourceKind::google_drive, "1RootFolder", "0-key"}));
  ASSERT_THAT(drive_.requests(), SizeIs(1));
  EXPECT_EQ(drive_.requests()[0].headers.at("x-goog-drive-resource-keys"), "1RootFolder/0-key");
}

TEST_F(OpeningDrive, KeepsTheResourceKeyThatDriveItselfNames) {
  drive_.answer_json("/files/1RootFolder?", 200,
                     R"({"id":"1RootFolder","resourceKey":"0-own",)" FOLDER "}");
  const auto info = drive_.provider().open({}, kRoot);
  ASSERT_TRUE(info);
  EXPECT_EQ(info->folder.resource_key, "0-own");
}

TEST_F(OpeningDrive, FollowsAShortcutOnceWithTheKeyOfItsTarget) {
  drive_.answer_json("/files/1RootFolder?", 200,
                     R"({"id":"1RootFolder","name":"link",)" SHORTCUT
                     R"(,"shortcutDetails":{"targetId":"1Target","targetResourceKey":"0-t"}})");
  drive_.answer_json("/files/1Target?", 200, R"({"id":"1Target","name":"Real",)" FOLDER "}");
  const auto info = drive_.provider().open({}, kRoot);
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_EQ(info->name, "Real");
  EXPECT_EQ(info->folder, (FolderRef{SourceKind::google_drive, "1Target", "0-t"}));
  ASSERT_THAT(drive_.requests(), SizeIs(2));
  EXPECT_EQ(drive_.requests()[1].headers.at("x-goog-drive-resource-keys"), "1Target/0-t");

  drive_.answer_json("/files/1Target?", 200,
                     R"({"id":"1Target",)" SHORTCUT
                     R"(,"shortcutDetails":{"targetId":"1RootFolder"}})");
  EXPECT_EQ(code_of_opening(), ErrorCode::folder_not_found);
  EXPECT_THAT(drive_.requests(), SizeIs(4)) << "a loop of shortcuts must not be followed";
}

TEST_F(OpeningDrive, GivesASingleFileAsAListingWould) {
  drive_.answer_json("/files/1RootFolder?", 200,
                     R"({"id":"1RootFolder","name":"é.jpg","mimeType":"image/jpeg","size":"3",)"
                     R"("headRevisionId":"r1"})");
  const auto info = drive_.provider().open({}, {SourceKind::google_drive, "1RootFolder", "0-key"});
  ASSERT_TRUE(info) << info.error().message;
  ASSERT_TRUE(info->file);
  EXPECT_EQ(info->name, "é.jpg");
  EXPECT_EQ(info->file->file.id, "1RootFolder");
  EXPECT_EQ(info->file->file.resource_key, "0-key") << "the download needs it too";
  EXPECT_EQ(info->file->file.size_bytes, 3);
  EXPECT_FALSE(info->file->ended);
}

TEST_F(OpeningDrive, EndsASingleFileThatIsNoImageAsAListingWould) {
  drive_.answer_json("/files/1RootFolder?", 200,
                     R"({"id":"1RootFolder","mimeType":"application/vnd.google-apps.document"})");
  const auto info = drive_.provider().open({}, kRoot);
  ASSERT_TRUE(info) << info.error().message;
  ASSERT_TRUE(info->file && info->file->ended);
  EXPECT_EQ(info->file->ended->reason, ErrorCode::google_document);
}

TEST_F(OpeningDrive, SaysWhatIsWrongWithWhatIsNoReadableFolder) {
  const auto code_for = [&](const std::string& fields) {
    drive_.answer_json("/files/1RootFolder?", 200, R"({"id":"1RootFolder",)" + fields + "}");
    return code_of_opening();
  };
  EXPECT_EQ(code_for(R"("trashed":true,"mimeType":"image/jpeg")"), ErrorCode::folder_not_found);
  EXPECT_EQ(code_for(SHORTCUT), ErrorCode::folder_not_found);
  EXPECT_EQ(code_for(R"("trashed":true,)" FOLDER), ErrorCode::folder_not_found);
  EXPECT_EQ(code_for(R"("capabilities":{"canListChildren":false},)" FOLDER),
            ErrorCode::folder_forbidden);
}

TEST_F(OpeningDrive, SaysWhatDriveRefused) {
  drive_.answer_json("/files/", 404, NOT_FOUND);
  EXPECT_EQ(code_of_opening(), ErrorCode::folder_not_found);
  drive_.answer_json("/files/", 400, R"({"error":{"errors":[{"reason":"keyInvalid"}]}})");
  EXPECT_EQ(code_of_opening(), ErrorCode::credentials_rejected);
  drive_.answer("/files/", loopback_answer(503, "<html>", {{"Content-Type", "text/html"}}));
  EXPECT_EQ(code_of_opening(), ErrorCode::network);
  drive_.answer("/files/", loopback_answer(200, "<html>", {{"Content-Type", "text/html"}}));
  EXPECT_EQ(code_of_opening(), ErrorCode::network);
  drive_.answer("/files/", loopback_answer(302, "", {{"Location", "https://evil.tld/"}}));
  EXPECT_EQ(code_of_opening(), ErrorCode::network) << "metadata is never redirected";
}

TEST(DriveWithoutAKey, RefusesEveryCallAndSaysWhatToSet) {
  CannedDrive drive{""};
  const auto info = drive.provider().open({}, kRoot);
  const auto page = drive.provider().list({}, kRoot, "");
  ASSERT_FALSE(info || page);
  for (const auto& error : {info.error(), page.error()}) {
    EXPECT_EQ(error.code, ErrorCode::credentials_missing);
    EXPECT_THAT(error.message, HasSubstr("GOOGLE_API_KEY"));
    EXPECT_THAT(std::string{hint(error.code)}, HasSubstr("console.cloud.google.com"));
  }
  EXPECT_THAT(drive.requests(), IsEmpty());
}

TEST(DriveLinks, WhetherALinkNamesAFolderOrAFileIsLeftToDrive) {
  CannedDrive drive;
  for (const auto target : {Link::Target::folder, Link::Target::file, Link::Target::unknown}) {
    const auto place =
        drive.provider().recognise({SourceKind::google_drive, target, "1AbCdEfGhIj", "0-key"});
    ASSERT_TRUE(place);
    EXPECT_EQ(*place, (FolderRef{SourceKind::google_drive, "1AbCdEfGhIj", "0-key"}));
  }
}

#undef FOLDER
#undef SHORTCUT
#undef NOT_FOUND

}  // namespace
}  // namespace pixferry
