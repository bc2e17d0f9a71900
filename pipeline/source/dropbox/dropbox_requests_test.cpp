#include "pipeline/source/dropbox/dropbox_requests.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>

namespace pixferry {
namespace {

using boost::json::parse;

const DropboxPlace kRoot{.link_url = "https://www.dropbox.com/scl/fo/a/b?rlkey=k"};
const DropboxPlace kBelow{
    .link_url = "https://www.dropbox.com/sh/a/b", .path = "/Été/📷.jpg", .password = "p\"w"};

DropboxRequests requests() {
  return DropboxRequests{
      {.api_url = "https://api.example/", .content_url = "https://content.example"}, Limits{}};
}

std::string header(const HttpRequest& request, std::string_view name) {
  const auto found = std::ranges::find(request.headers, name, &HttpHeader::name);
  return found == request.headers.end() ? "" : found->value;
}

TEST(DropboxRequests, ListAFolderOfALinkAndNeverWhatLiesDeeper) {
  const auto request = requests().first_page(kBelow);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://api.example/2/files/list_folder");
  EXPECT_EQ(header(request, "Content-Type"), "application/json");
  EXPECT_EQ(parse(request.body),
            parse(R"({"path":"/Été/📷.jpg","limit":2000,"include_non_downloadable_files":true,)"
                  R"("shared_link":{"url":"https://www.dropbox.com/sh/a/b","password":"p\"w"}})"));
}

TEST(DropboxRequests, NameTheTopOfALinkWithAnEmptyPath) {
  const auto body = parse(requests().first_page(kRoot).body);
  EXPECT_EQ(body.at("path").as_string(), "");
  EXPECT_FALSE(body.at("shared_link").as_object().contains("password"));
}

TEST(DropboxRequests, GoOnWithTheCursorAlone) {
  const auto request = requests().later_page("AA\"G");
  EXPECT_EQ(request.url, "https://api.example/2/files/list_folder/continue");
  EXPECT_EQ(parse(request.body), parse(R"({"cursor":"AA\"G"})"));
}

TEST(DropboxRequests, AskWhatALinkLeadsTo) {
  const auto request = requests().metadata(kBelow);
  EXPECT_EQ(request.url, "https://api.example/2/sharing/get_shared_link_metadata");
  EXPECT_EQ(parse(request.body), parse(R"({"url":"https://www.dropbox.com/sh/a/b",)"
                                       R"("path":"/Été/📷.jpg","link_password":"p\"w"})"));
  EXPECT_EQ(parse(requests().metadata(kRoot).body),
            parse(R"({"url":"https://www.dropbox.com/scl/fo/a/b?rlkey=k"})"));
}

TEST(DropboxRequests, AskForBytesOnTheContentHostWithAnEmptyBodyAndNoType) {
  const auto request = requests().content(kBelow, 10);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://content.example/2/sharing/get_shared_link_file");
  EXPECT_EQ(request.body, "");
  EXPECT_EQ(header(request, "Content-Type"), "");
  EXPECT_EQ(header(request, "Dropbox-API-Arg"),
            R"({"url":"https://www.dropbox.com/sh/a/b",)"
            R"("path":"/\u00c9t\u00e9/\ud83d\udcf7.jpg","link_password":"p\"w"})");
}

TEST(DropboxRequests, AllowALargeFileMoreTimeWithinBounds) {
  const auto asked = requests();
  EXPECT_LT(asked.content(kRoot, 0).timeout, asked.content(kRoot, 50 << 20).timeout);
  EXPECT_EQ(asked.content(kRoot, std::nullopt).timeout,
            asked.content(kRoot, std::int64_t{1} << 50).timeout);
  EXPECT_EQ(asked.content(kRoot, -7).timeout, asked.content(kRoot, 0).timeout);
}

}  // namespace
}  // namespace pixferry
