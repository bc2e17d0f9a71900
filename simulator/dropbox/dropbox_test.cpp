#include <cctype>
#include <set>

#include "simulator/dropbox/dropbox_fixture.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;
using testing::HasSubstr;
using testing::StartsWith;
using Access = DropboxLink::Access;

constexpr std::string_view kJson = "Content-Type: application/json\r\n";
constexpr std::string_view kToken = "Authorization: Bearer a-token\r\n";

/// The simulated Dropbox, asked without any client.
class DropboxTest : public testing::Test {
 protected:
  RawAnswer call(const std::string& route, const std::string& body,
                 std::string_view authorization = kToken) {
    return rig_.post("/dropbox/api/2/" + route, std::string{authorization} + std::string{kJson},
                     body);
  }
  RawAnswer download(const std::string& argument, const std::string& more = {},
                     const std::string& body = {}) {
    return rig_.post("/dropbox/content/2/sharing/get_shared_link_file",
                     std::string{kToken} + "Dropbox-API-Arg: " + argument + "\r\n" + more, body);
  }
  std::string url(Access access = Access::open) {
    return rig_.simulator().dropbox_link({.entry_id = std::string{kDemoFolder}, .access = access});
  }
  std::string listing(const std::string& more = {}, Access access = Access::open) {
    return R"({"path":"","shared_link":{"url":")" + url(access) + R"("})" + more + "}";
  }

  DropboxRig rig_{DropboxRig::small(5)};
};

void expect_sentence(const RawAnswer& answer, std::string_view part) {
  EXPECT_EQ(answer.status, 400) << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_THAT(answer.body, StartsWith("Error in call to API function \""));
  EXPECT_THAT(answer.body, HasSubstr(part));
}

void expect_tag(const RawAnswer& answer, int status, std::string_view tag) {
  EXPECT_EQ(answer.status, status) << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "application/json");
  EXPECT_EQ(answer.header("X-Dropbox-Request-Id").size(), 32u);
  const auto body = bj::parse(answer.body);
  EXPECT_EQ(body.at("error").at(".tag").as_string(), tag);
  EXPECT_THAT(std::string{body.at("error_summary").as_string()},
              StartsWith(std::string{tag} + "/"));
}

TEST_F(DropboxTest, ListsAFolderWithoutPathsOfAnybodysAccount) {
  const auto body = bj::parse(call("files/list_folder", listing()).body);
  EXPECT_EQ(body.at("entries").as_array().size(), 5u);
  EXPECT_TRUE(body.at("has_more").as_bool());
  for (const auto& entry : body.at("entries").as_array()) {
    EXPECT_FALSE(entry.as_object().contains("path_lower"));
    EXPECT_THAT(std::string{entry.at("id").as_string()}, StartsWith("id:"));
  }
}

TEST_F(DropboxTest, ContinuesWithItsOwnCursorsAlone) {
  const auto first = bj::parse(call("files/list_folder", listing()).body);
  const std::string cursor{first.at("cursor").as_string()};
  const auto next = [&](const std::string& text) {
    return call("files/list_folder/continue", R"({"cursor":")" + text + R"("})");
  };
  EXPECT_NE(bj::parse(next(cursor).body).at("entries"), first.at("entries"));
  EXPECT_EQ(next(cursor).body, next(cursor).body);
  expect_sentence(next("AAGAl6made-up"), "unsupported cursor type");
  expect_sentence(next(cursor + "0"), "unsupported cursor type");
  expect_sentence(
      call("files/list_folder/continue", R"({"cursor":")" + cursor + R"(","shared_link":{}})"),
      "unknown field 'shared_link'");
}

TEST_F(DropboxTest, RefusesWhatALinkCannotBeAskedFor) {
  expect_sentence(call("files/list_folder", listing(R"(,"recursive":true)")), "recursive");
  expect_sentence(call("files/list_folder", listing(R"(,"limit":2001)")), "limit");
  expect_sentence(call("files/list_folder", R"({"path":"/"})"), "empty string");
  expect_sentence(call("files/list_folder", "{"), "could not decode input as JSON");
  expect_tag(
      call("files/list_folder", R"({"path":"/nowhere","shared_link":{"url":")" + url() + R"("}})"),
      409, "path");
}

TEST_F(DropboxTest, OpensALockedLinkWithItsPasswordAndNoRevokedOne) {
  expect_tag(call("files/list_folder", listing({}, Access::locked)), 409,
             "shared_link_access_denied");
  expect_tag(call("files/list_folder", listing({}, Access::revoked)), 409, "shared_link_not_found");
  const auto opened =
      call("files/list_folder", R"({"path":"","shared_link":{"url":")" + url(Access::locked) +
                                    R"(","password":"open sesame"}})");
  EXPECT_EQ(opened.status, 200) << opened.body;
}

TEST_F(DropboxTest, IsParticularAboutWhoAsks) {
  expect_sentence(call("files/list_folder", listing(), ""), "Must provide HTTP header");
  expect_sentence(call("files/list_folder", listing(), "Authorization: Bearer a b\r\n"),
                  "Invalid authorization value");
  expect_tag(call("files/list_folder", listing(), "Authorization: Bearer bad-token\r\n"), 401,
             "invalid_access_token");
  expect_tag(call("files/list_folder", listing(), "Authorization: Bearer expired-token\r\n"), 401,
             "expired_access_token");
  expect_tag(call("files/list_folder", listing(), "Authorization: Basic bm86bm8=\r\n"), 401,
             "invalid_access_token");
}

TEST_F(DropboxTest, KnowsARouteOnItsOwnHostOnly) {
  EXPECT_EQ(call("sharing/get_shared_link_file", "{}").status, 404);
  EXPECT_EQ(rig_.post("/dropbox/content/2/files/list_folder",
                      std::string{kToken} + std::string{kJson}, listing())
                .status,
            404);
}

TEST_F(DropboxTest, GivesBytesToARequestOfTheRightFormAlone) {
  const auto file = *rig_.tree().find(kSinglePhoto);
  const auto link = rig_.simulator().dropbox_link({.entry_id = std::string{kSinglePhoto}});
  const auto argument = R"({"url":")" + link + R"("})";
  const auto answer = download(argument);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Type"), "application/octet-stream");
  EXPECT_EQ(static_cast<std::int64_t>(answer.body.size()), rig_.tree().size_bytes(file));
  EXPECT_EQ(bj::parse(answer.header("Dropbox-Api-Result")).at("id").as_string(), file.id());
  EXPECT_EQ(download(argument, "Content-Type: application/octet-stream\r\n").status, 200);
  expect_sentence(download(argument, "Content-Type: application/x-www-form-urlencoded\r\n"),
                  "Bad HTTP \"Content-Type\" header");
  expect_sentence(download(argument, {}, "{}"), "expects an empty body");
  expect_sentence(download("{\"url\":\"" + link + "\",\"path\":\"/caf\u00e9\"}"),
                  "could not decode");
  expect_tag(download(R"({"url":")" + url() + R"("})"), 409, "shared_link_is_directory");
  EXPECT_EQ(download(argument, "Range: bytes=0-9\r\n").body.size(), 10u);
}

TEST_F(DropboxTest, ExchangesARefreshTokenForTheRightApp) {
  const auto ask = [&](const std::string& form, const std::string& headers = {}) {
    return rig_.post("/dropbox/api/oauth2/token", headers, form);
  };
  const std::string form = "grant_type=refresh_token&refresh_token=pixferry-refresh";
  const auto given = ask(form + "&client_id=pixferry-app");
  EXPECT_EQ(given.status, 200) << given.body;
  EXPECT_EQ(given.header("Content-Type"), "text/javascript");
  EXPECT_EQ(bj::parse(given.body).at("expires_in"), 14400);
  EXPECT_EQ(rig_.post("/dropbox/api/oauth2/token?" + form +
                          "&client_id=pixferry-app&client_secret=pixferry-secret",
                      {}, {})
                .status,
            200);
  EXPECT_THAT(ask(form + "&client_id=pixferry-app&client_secret=x").body,
              HasSubstr("invalid_client"));
  EXPECT_THAT(ask(form).body, HasSubstr("invalid_client"));
  EXPECT_THAT(ask("grant_type=refresh_token&refresh_token=x&client_id=pixferry-app").body,
              HasSubstr("invalid_grant"));
  EXPECT_THAT(ask("grant_type=password&client_id=pixferry-app").body,
              HasSubstr("unsupported_grant_type"));
}

TEST_F(DropboxTest, HoldsNoTwoNamesInAFolderThatDifferInTheirCaseAlone) {
  std::set<std::string> names;
  for (const auto& item : *rig_.tree().children(std::string{kDemoFolder})) {
    std::string name = item.name;
    for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    EXPECT_TRUE(names.insert(name).second) << item.name;
    EXPECT_EQ(item.name.find('/'), std::string::npos);
    const auto found = rig_.tree().find_below(kDemoFolder, "/" + item.name);
    ASSERT_TRUE(found) << item.name;
    EXPECT_EQ(found->id(), item.id());
  }
}

}  // namespace
}  // namespace pixferry::simulator
