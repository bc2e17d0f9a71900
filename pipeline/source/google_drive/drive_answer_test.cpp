#include "pipeline/source/google_drive/drive_answer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

using Kind = DriveItem::Kind;

constexpr const char* kSha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
constexpr const char* kMd5 = "0f343b0931126a20f133d67c2b018a3b";

DriveItem item_of(const std::string& fields) {
  auto item = read_drive_item("{\"id\":\"1Abc\"" + fields + "}", Limits{});
  EXPECT_TRUE(item) << fields << ": " << (item ? "" : item.error().message);
  return item ? *item : DriveItem{};
}

std::optional<std::int64_t> size_in(const std::string& json) {
  return item_of(",\"mimeType\":\"image/png\",\"size\":" + json).file.size_bytes;
}

TEST(DriveAnswer, ReadsEverythingDriveSaysOfAFile) {
  const auto item = item_of(std::string{R"(,"name":"IMG 01.jpg","mimeType":"image/jpeg",)"} +
                            R"("size":"204857","headRevisionId":"0Brev","resourceKey":"0-key",)" +
                            R"("md5Checksum":")" + kMd5 + R"(","sha256Checksum":")" + kSha256 +
                            R"(","capabilities":{"canDownload":true})");
  EXPECT_EQ(item.kind, Kind::file);
  EXPECT_EQ(item.file.id, "1Abc");
  EXPECT_EQ(item.file.name, "IMG 01.jpg");
  EXPECT_EQ(item.file.mime_type, "image/jpeg");
  EXPECT_EQ(item.file.size_bytes, 204857);
  EXPECT_EQ(item.file.revision, "0Brev");
  EXPECT_EQ(item.file.resource_key, "0-key");
  ASSERT_TRUE(item.file.sha256);
  EXPECT_EQ(item.file.sha256->hex(), kSha256);
  ASSERT_TRUE(item.file.md5);
  EXPECT_EQ(item.file.md5->hex(), kMd5);
  EXPECT_TRUE(item.can_download);
}

TEST(DriveAnswer, ReadsAFileOfWhichDriveSaysNothingButItsId) {
  const auto item = item_of("");
  EXPECT_EQ(item.kind, Kind::file);
  EXPECT_EQ(item.file.name, "");
  EXPECT_EQ(item.file.mime_type, "");
  EXPECT_EQ(item.file.revision, "");
  EXPECT_EQ(item.file.size_bytes, std::nullopt);
  EXPECT_FALSE(item.file.sha256);
  EXPECT_TRUE(item.can_download);
  EXPECT_TRUE(item.can_list_children);
}

TEST(DriveAnswer, ReadsWhatDriveSawInAnImage) {
  const std::string seen = R"(,"imageMediaMetadata":{"width":7,"height":5,"lens":"50 mm"})";
  const auto item = item_of(R"(,"mimeType":"image/x-nikon-nef")" + seen);
  EXPECT_EQ(item.file.declared.size, (PixelSize{7, 5}));
  EXPECT_EQ(item.file.declared.camera.lens, "50 mm");
  EXPECT_EQ(item_of(R"(,"imageMediaMetadata":[])").file.declared, DeclaredFacts{});
}

TEST(DriveAnswer, TakesASizeAsADecimalTextAndNothingThatIsNoSize) {
  EXPECT_EQ(size_in(R"("0")"), 0);
  EXPECT_EQ(size_in("17"), 17);
  EXPECT_EQ(size_in(R"("9223372036854775807")"), INT64_MAX);
  for (const auto* wrong : {R"("9223372036854775808")", R"("-1")", "-5", R"("1e9")", R"("")",
                            R"(" 1")", R"("0x10")", "null", "true", "[]", "{}", "1.5"}) {
    EXPECT_EQ(size_in(wrong), std::nullopt) << wrong;
  }
}

TEST(DriveAnswer, TakesAsRevisionTheSurestSignThatTheBytesChanged) {
  const std::string time = R"(,"modifiedTime":"2024-04-30T09:00:00.000Z")";
  const std::string md5 = std::string{R"(,"md5Checksum":")"} + kMd5 + '"';
  const std::string sha256 = std::string{R"(,"sha256Checksum":")"} + kSha256 + '"';
  EXPECT_EQ(item_of(time).file.revision, "2024-04-30T09:00:00.000Z");
  EXPECT_EQ(item_of(time + R"(,"size":"7")").file.revision, "2024-04-30T09:00:00.000Z/7");
  EXPECT_EQ(item_of(time + md5).file.revision, kMd5);
  EXPECT_EQ(item_of(time + md5 + sha256).file.revision, kSha256);
  EXPECT_EQ(item_of(time + md5 + sha256 + R"(,"headRevisionId":"r1")").file.revision, "r1");
  EXPECT_EQ(item_of(R"(,"size":"7")").file.revision, "");
}

TEST(DriveAnswer, LeavesOutHashesThatAreNone) {
  const auto item = item_of(R"(,"sha256Checksum":"9f86","md5Checksum":"zz")");
  EXPECT_FALSE(item.file.sha256);
  EXPECT_FALSE(item.file.md5);
}

TEST(DriveAnswer, TellsFoldersShortcutsAndGoogleDocumentsByTheirType) {
  const auto kind_with = [](const std::string& type) {
    return item_of(R"(,"mimeType":"application/vnd.google-apps.)" + type + R"(","size":"1024")");
  };
  EXPECT_EQ(kind_with("folder").kind, Kind::folder);
  EXPECT_EQ(kind_with("document").kind, Kind::google_document);
  EXPECT_EQ(kind_with("something-new").kind, Kind::google_document);
  EXPECT_EQ(kind_with("document").file.size_bytes, std::nullopt) << "it says 1024 and has no bytes";
  EXPECT_EQ(item_of(R"(,"mimeType":"application/vnd.google-appsx")").kind, Kind::file);
}

TEST(DriveAnswer, ReadsWhatAShortcutNames) {
  const std::string type = R"(,"mimeType":"application/vnd.google-apps.shortcut")";
  const auto item = item_of(type + R"(,"shortcutDetails":{"targetId":"1Tgt",)"
                                   R"("targetMimeType":"image/png","targetResourceKey":"0-abc"})");
  EXPECT_EQ(item.kind, Kind::shortcut);
  EXPECT_EQ(item.target.id, "1Tgt");
  EXPECT_EQ(item.target.mime_type, "image/png");
  EXPECT_EQ(item.target.resource_key, "0-abc");
  EXPECT_EQ(item_of(type).target.id, "");
  EXPECT_EQ(item_of(type + R"(,"shortcutDetails":{"targetId":"a b"})").target.id, "");
}

TEST(DriveAnswer, CutsALongNameBetweenTwoCodePoints) {
  Limits limits;
  limits.name_bytes_max = 8;
  const auto named = [&](const std::string& name) {
    return read_drive_item(R"({"id":"1Abc","name":")" + name + "\"}", limits)->file.name;
  };
  EXPECT_EQ(named("12345678"), "12345678");
  EXPECT_EQ(named("123456789"), "12345678");
  EXPECT_EQ(named("1234567é"), "1234567");
  EXPECT_EQ(named("12345📷x"), "12345");
  EXPECT_EQ(named("1234📷x"), "1234📷");
}

TEST(DriveAnswer, KeepsOddNamesAndRepairsThoseNoDatabaseTakes) {
  EXPECT_EQ(item_of(R"(,"name":"../a/b\n<img>")").file.name, "../a/b\n<img>");
  EXPECT_EQ(item_of(R"(,"name":"a\u0000b\ud800")").file.name, "a\uFFFDb\uFFFD");
  EXPECT_EQ(item_of(",\"name\":\"a\xff\"").file.name, "a\uFFFD");
}

TEST(DriveAnswer, RefusesAnItemWhoseIdCouldNotBeAskedFor) {
  for (const auto* id : {R"("")", R"("a'b")", R"("a/b")", R"("a,b")", R"("a b")", "7", "null"}) {
    const auto item = read_drive_item(std::string{R"({"id":)"} + id + "}", Limits{});
    ASSERT_FALSE(item) << id;
    EXPECT_EQ(item.error().code, ErrorCode::network);
  }
  EXPECT_FALSE(read_drive_item(R"({"name":"x"})", Limits{}));
  EXPECT_EQ(item_of(R"(,"resourceKey":"0-a,1Other/0-b")").file.resource_key, "");
}

TEST(DriveAnswer, ReadsAPageAndItsSuccessor) {
  const auto page = read_drive_page(
      R"({"kind":"drive#fileList","nextPageToken":"~!!~AI9","files":[{"id":"1"},{"id":"2"}]})",
      Limits{});
  ASSERT_TRUE(page);
  ASSERT_EQ(page->items.size(), 2u);
  EXPECT_EQ(page->items[1].file.id, "2");
  EXPECT_EQ(page->next_page_token, "~!!~AI9");
}

TEST(DriveAnswer, AnEmptyPageMayHaveASuccessor) {
  const auto page = read_drive_page(R"({"nextPageToken":"n","files":[]})", Limits{});
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->items.empty());
  EXPECT_EQ(page->next_page_token, "n");
  const auto last = read_drive_page(R"({"files":[],"nextPageToken":""})", Limits{});
  ASSERT_TRUE(last);
  EXPECT_EQ(last->next_page_token, "");
}

TEST(DriveAnswer, AListWithoutFilesIsEmptyOnlyIfItSaysThatItIsAList) {
  EXPECT_TRUE(read_drive_page(R"({"kind":"drive#fileList"})", Limits{}));
  EXPECT_FALSE(read_drive_page("{}", Limits{}));
  EXPECT_FALSE(read_drive_page(R"({"kind":"drive#file"})", Limits{}));
}

TEST(DriveAnswer, NeverTakesAnUnusablePageForALastOne) {
  for (const auto* body :
       {"", "null", "[]", "\"x\"", "<html>", R"({"files":[{"id":"1"})", R"({"files":{}})",
        R"({"files":null})", R"({"kind":"drive#fileList","files":null})",
        R"({"files":[{"id":"1"},7]})", R"({"files":[{"id":"1"},{}]})",
        R"({"files":[],"nextPageToken":7})", R"({"files":[],"incompleteSearch":true})"}) {
    const auto page = read_drive_page(body, Limits{});
    ASSERT_FALSE(page) << body;
    EXPECT_EQ(page.error().code, ErrorCode::network) << body;
  }
}

TEST(DriveAnswer, BoundsDepthAndLengthOfAnAnswer) {
  EXPECT_FALSE(read_drive_page(std::string(100'000, '['), Limits{}));
  EXPECT_FALSE(read_drive_item(R"({"id":"1Abc","x":)" + std::string(100, '['), Limits{}));
  Limits limits;
  limits.provider_reply_bytes_max = 20;
  EXPECT_FALSE(read_drive_item(R"({"id":"1Abc","name":"long enough"})", limits));
}

// Run under the sanitizers: whatever is cut, flipped or doubled, it is read or refused.
TEST(DriveAnswer, SurvivesDamagedAnswers) {
  const std::string body =
      R"({"kind":"drive#fileList","nextPageToken":"n","files":[{"id":"1Abc","name":"é📷",)"
      R"("mimeType":"application/vnd.google-apps.shortcut","size":"12","shortcutDetails":)"
      R"({"targetId":"1T"},"capabilities":{"canDownload":false}}]})";
  ASSERT_TRUE(read_drive_page(body, Limits{}));
  SeededRandom random{3};
  for (int round = 0; round < 5000; ++round) {
    std::string damaged = body.substr(0, body.size() - random.bits() % 3);
    for (std::size_t flips = random.bits() % 4; flips > 0; --flips) {
      damaged[random.bits() % damaged.size()] = static_cast<char>(random.bits());
    }
    const auto page = read_drive_page(damaged, Limits{});
    if (!page) continue;
    for (const auto& item : page->items) EXPECT_TRUE(is_drive_token(item.file.id));
  }
}

}  // namespace
}  // namespace pixferry
