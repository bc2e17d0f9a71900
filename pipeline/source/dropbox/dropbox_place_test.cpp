#include "pipeline/source/dropbox/dropbox_place.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

Link link_to(std::string id, std::string key = {}, std::string password = {}) {
  return {.source = SourceKind::dropbox,
          .target = Link::Target::folder,
          .id = std::move(id),
          .resource_key = std::move(key),
          .password = std::move(password)};
}

TEST(DropboxPlace, OfAFolderLinkIsTheLinkItself) {
  const auto place = DropboxPlace::of(link_to("scl/fo/abc123/AKey", "rlkey=k1&st=s1", "open me"));
  ASSERT_TRUE(place);
  EXPECT_EQ(place->link_url, "https://www.dropbox.com/scl/fo/abc123/AKey?rlkey=k1&st=s1");
  EXPECT_EQ(place->path, "");
  EXPECT_EQ(place->password, "open me");
}

TEST(DropboxPlace, OfAFolderBelowALinkIsTheLinkAndAPath) {
  const auto old = DropboxPlace::of(link_to("sh/abc/AKey/%C3%89t%C3%A9%202024/Sub"));
  ASSERT_TRUE(old);
  EXPECT_EQ(old->link_url, "https://www.dropbox.com/sh/abc/AKey");
  EXPECT_EQ(old->path, "/Été 2024/Sub");
  const auto today = DropboxPlace::of(link_to("scl/fo/abc/AKey/Sub", "rlkey=k"));
  ASSERT_TRUE(today);
  EXPECT_EQ(today->link_url, "https://www.dropbox.com/scl/fo/abc/AKey?rlkey=k");
  EXPECT_EQ(today->path, "/Sub");
}

TEST(DropboxPlace, OfAFileLinkKeepsTheFilesNameInTheLink) {
  auto link = link_to("s/abc/a%20b%26c.jpg");
  link.target = Link::Target::file;
  const auto place = DropboxPlace::of(link);
  ASSERT_TRUE(place);
  EXPECT_EQ(place->link_url, "https://www.dropbox.com/s/abc/a%20b%26c.jpg");
  EXPECT_EQ(place->path, "");
}

TEST(DropboxPlace, OfWhatIsNoLinkIsRefused) {
  for (const auto* id : {"", "sh", "sh/abc", "scl/fo/abc", "1AbCdEfGhIj", "//evil.example/a/b"}) {
    const auto place = DropboxPlace::of(link_to(id));
    ASSERT_FALSE(place) << id;
    EXPECT_EQ(place.error().code, ErrorCode::invalid_folder_url) << id;
  }
}

TEST(DropboxPlace, IsReadBackAsItWasWritten) {
  DropboxPlace place{.link_url = "https://www.dropbox.com/sh/a/b",
                     .path = "/\"quotes\" \\ ☃ 📷 \x7f",
                     .password = "pass\"word"};
  const auto again = DropboxPlace::read(place.text());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->link_url, place.link_url);
  EXPECT_EQ(again->path, place.path);
  EXPECT_EQ(again->password, place.password);
}

TEST(DropboxPlace, TakesNamesBelowItAsTheyAre) {
  const DropboxPlace root{.link_url = "https://www.dropbox.com/sh/a/b", .password = "p"};
  const auto below = root.below("..").below("a b");
  EXPECT_EQ(below.path, "/../a b");
  EXPECT_EQ(below.link_url, root.link_url);
  EXPECT_EQ(below.password, "p");
}

TEST(DropboxPlace, IsNothingWithoutItsLink) {
  for (const auto* text :
       {"", "0-key", "{}", "[]", R"({"url":"https://evil.example/"})", R"({"url":7})", "null"}) {
    const auto place = DropboxPlace::read(text);
    ASSERT_FALSE(place) << text;
    EXPECT_EQ(place.error().code, ErrorCode::folder_not_found) << text;
  }
}

}  // namespace
}  // namespace pixferry
