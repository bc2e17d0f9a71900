#include "pipeline/source/dropbox/dropbox_answer.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

using Kind = DropboxEntry::Kind;

const std::string kHash(64, 'a');

std::string page(const std::string& entries, const std::string& end = R"("has_more":false)") {
  return R"({"entries":[)" + entries + R"(],"cursor":"AAE","x":1,)" + end + "}";
}

DropboxEntry only_entry(const std::string& entry) {
  const auto read = read_dropbox_page(page(entry), Limits{});
  if (!read || read->entries.size() != 1) {
    ADD_FAILURE() << (read ? "not one entry" : read.error().message);
    return {};
  }
  return read->entries.front();
}

void expect_unusable(const std::string& body) {
  const auto read = read_dropbox_page(body, Limits{});
  ASSERT_FALSE(read) << body;
  EXPECT_EQ(read.error().code, ErrorCode::network) << body;
}

TEST(DropboxPage, ShowsAFileWithAllThatIsDeclaredOfIt) {
  const auto entry = only_entry(R"({".tag":"file","name":"Cow.JPG","id":"id:abc","rev":"13c576c",)"
                                R"("size":4,"is_downloadable":true,"content_hash":")" +
                                kHash + R"("})");
  EXPECT_EQ(entry.kind, Kind::file);
  EXPECT_EQ(entry.file.id, "id:abc");
  EXPECT_EQ(entry.file.name, "Cow.JPG");
  EXPECT_EQ(entry.full_name, "Cow.JPG");
  EXPECT_EQ(entry.file.mime_type, "image/jpeg");
  EXPECT_EQ(entry.file.size_bytes, 4);
  ASSERT_TRUE(entry.file.dropbox_hash);
  EXPECT_EQ(entry.file.dropbox_hash->hex(), kHash);
  EXPECT_FALSE(entry.file.sha256) << "a content_hash is the SHA-256 of no file";
  EXPECT_TRUE(entry.is_downloadable);
}

TEST(DropboxPage, TakesTheHashForTheRevisionAndTheRevWithoutOne) {
  const auto hashed = only_entry(
      R"({".tag":"file","name":"a","id":"id:a","rev":"r1","content_hash":")" + kHash + R"("})");
  EXPECT_EQ(hashed.file.revision, kHash);
  EXPECT_EQ(only_entry(R"({".tag":"file","name":"a","id":"id:a","rev":"r1"})").file.revision, "r1");
  EXPECT_EQ(only_entry(R"({".tag":"file","name":"a","id":"id:a","size":3,)"
                       R"("server_modified":"2018-05-11T16:27:17Z"})")
                .file.revision,
            "2018-05-11T16:27:17Z/3");
  EXPECT_EQ(only_entry(R"({".tag":"file","name":"a","id":"id:a"})").file.revision, "");
}

TEST(DropboxPage, NeverLooksAtPathsOfTheCallersAccount) {
  const auto entry = only_entry(
      R"({".tag":"folder","name":"Sub","id":"id:f","path_lower":"/root/x/sub","path_display":null})");
  EXPECT_EQ(entry.kind, Kind::folder);
  EXPECT_EQ(entry.file.path, "");
  EXPECT_EQ(entry.full_name, "Sub");
}

TEST(DropboxPage, LeavesOutWhatWasDeleted) {
  const auto read = read_dropbox_page(page(R"({".tag":"deleted","name":"gone.jpg"})"), Limits{});
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->entries.empty());
}

TEST(DropboxPage, KeepsWhatItDoesNotKnow) {
  EXPECT_EQ(only_entry(R"({".tag":"hologram","name":"h","id":"id:h"})").kind, Kind::other);
}

TEST(DropboxPage, EndsWhereDropboxSaysSoAndNowhereElse) {
  const auto last = read_dropbox_page(page(""), Limits{});
  ASSERT_TRUE(last);
  EXPECT_EQ(last->next_cursor, "");
  const auto empty_but_more = read_dropbox_page(page("", R"("has_more":true)"), Limits{});
  ASSERT_TRUE(empty_but_more);
  EXPECT_EQ(empty_but_more->next_cursor, "AAE");
  expect_unusable(R"({"entries":[]})");
  expect_unusable(R"({"entries":[],"has_more":"yes"})");
  expect_unusable(R"({"entries":[],"has_more":true})");
  expect_unusable(R"({"entries":[],"has_more":true,"cursor":""})");
}

TEST(DropboxPage, IsUnusableWhereAnEntryCannotBeNamed) {
  expect_unusable(page(R"({".tag":"file","name":"a"})"));
  expect_unusable(page(R"({".tag":"file","name":"a","id":""})"));
  expect_unusable(page(R"({".tag":"file","name":"a","id":"id:\n"})"));
  expect_unusable(page(R"({".tag":"file","id":"id:a"})"));
  expect_unusable(page(R"({".tag":"file","name":"a","id":")" + std::string(300, 'x') + R"("})"));
  expect_unusable(page("7"));
}

TEST(DropboxPage, IsUnusableWhereItIsNoListing) {
  for (const auto* body :
       {"", "<html>", "[]", "{}", R"({"has_more":false})", R"({"entries":{},"has_more":false})"}) {
    expect_unusable(body);
  }
}

TEST(DropboxPage, KeepsHostileNamesAsTheyAreAndDropsLies) {
  const auto entry =
      only_entry(R"({".tag":"file","name":"../\u0000\ud800/x\n.png","id":"id:a","size":-4,)"
                 R"("content_hash":"zz","is_downloadable":"no"})");
  EXPECT_EQ(entry.file.name, "../\ufffd\ufffd/x\n.png");
  EXPECT_FALSE(entry.file.size_bytes);
  EXPECT_FALSE(entry.file.dropbox_hash);
  EXPECT_TRUE(entry.is_downloadable);
}

TEST(DropboxPage, CutsALongNameButNotTheOneThatRequestsNeed) {
  Limits limits;
  limits.name_bytes_max = 4;
  const auto read =
      read_dropbox_page(page(R"({".tag":"file","name":"abc\u00e9.jpg","id":"id:a"})"), limits);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->entries[0].file.name, "abc");
  EXPECT_EQ(read->entries[0].full_name, "abc\u00e9.jpg");
}

TEST(DropboxLink, SaysWhatItLeadsToAndWhetherItMayBeDownloaded) {
  const auto file = read_dropbox_link(
      R"({".tag":"file","url":"https://www.dropbox.com/s/a/b.txt?dl=0","id":"id:A","name":"b.jpg",)"
      R"("link_permissions":{"allow_download":true},"rev":"1e7","size":18})",
      Limits{});
  ASSERT_TRUE(file);
  EXPECT_EQ(file->kind, Kind::file);
  EXPECT_EQ(file->file.size_bytes, 18);
  EXPECT_EQ(file->file.revision, "1e7");
  EXPECT_TRUE(file->is_downloadable);

  const auto folder = read_dropbox_link(
      R"({".tag":"folder","name":"Shared","link_permissions":{"allow_download":false}})", Limits{});
  ASSERT_TRUE(folder);
  EXPECT_EQ(folder->kind, Kind::folder);
  EXPECT_EQ(folder->file.name, "Shared");
  EXPECT_FALSE(folder->is_downloadable);
}

TEST(DropboxLink, IsUnusableWithoutATag) {
  EXPECT_FALSE(read_dropbox_link(R"({"name":"a"})", Limits{}));
  EXPECT_FALSE(read_dropbox_link("<html>", Limits{}));
}

TEST(DropboxAccess, IsATokenAndHowLongItHolds) {
  const auto access = read_dropbox_access(
      R"({"token_type": "bearer", "access_token": "sl.X", "expires_in": 14400})", Limits{});
  ASSERT_TRUE(access);
  EXPECT_EQ(access->token.reveal(), "sl.X");
  EXPECT_EQ(access->valid_for, std::chrono::hours{4});
}

TEST(DropboxAccess, IsNeverATokenThatCannotStandInAHeader) {
  for (const auto* body : {"", "{}", R"({"access_token":""})", R"({"access_token":"a\r\nX: y"})",
                           R"({"access_token":"a b"})", R"({"access_token":7})"}) {
    const auto access = read_dropbox_access(body, Limits{});
    ASSERT_FALSE(access) << body;
    EXPECT_EQ(access.error().code, ErrorCode::network);
    EXPECT_EQ(access.error().message.find("X: y"), std::string::npos);
  }
}

TEST(DropboxAccess, HoldsForABoundedTimeWhateverItSays) {
  const auto held = [](const std::string& seconds) {
    const auto access =
        read_dropbox_access(R"({"access_token":"t","expires_in":)" + seconds + "}", Limits{});
    return access ? access->valid_for : std::chrono::seconds{-1};
  };
  EXPECT_EQ(held("-5"), std::chrono::seconds{1});
  EXPECT_EQ(held("9223372036854775807"), std::chrono::days{1});
  EXPECT_EQ(held("null"), std::chrono::hours{1});
}

}  // namespace
}  // namespace pixferry
