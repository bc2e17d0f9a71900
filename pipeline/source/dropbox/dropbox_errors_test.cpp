#include "pipeline/source/dropbox/dropbox_errors.hpp"

#include <gtest/gtest.h>

#include "testing/manual_clock.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using About = DropboxQuestion::About;

HttpAnswer answer_of(int status, std::string body, std::string type = "application/json") {
  return {.status = status,
          .headers = {{"Content-Type", std::move(type)}},
          .body = std::move(body),
          .host = {}};
}

HttpAnswer tagged(int status, const std::string& summary, const std::string& error) {
  return answer_of(status, R"({"error_summary": ")" + summary + R"(", "error": )" + error + "}");
}

HttpAnswer conflict(const std::string& tag) {
  return tagged(409, tag + "/..", R"({".tag": ")" + tag + R"("})");
}

HttpAnswer path_conflict(const std::string& tag) {
  return tagged(409, "path/" + tag + "/.",
                R"({".tag": "path", "path": {".tag": ")" + tag + R"("}})");
}

HttpAnswer sentence(std::string text) {
  return answer_of(400, std::move(text), "text/plain; charset=utf-8");
}

Error classified(const HttpAnswer& answer, About about, bool has_password = false,
                 bool is_app_alone = false) {
  return classify(
      answer,
      {.about = about, .id = "id:a", .has_password = has_password, .is_app_alone = is_app_alone},
      ManualClock{});
}

ErrorCode code_of(const HttpAnswer& answer, About about) {
  return classified(answer, about).code;
}

TEST(DropboxErrors, ThrottlingNamesItsWaitInTheHeaderOrInTheBody) {
  auto throttled = tagged(429, "too_many_requests/..",
                          R"({"reason": {".tag": "too_many_requests"}, "retry_after": 7})");
  auto error = classified(throttled, About::file);
  EXPECT_EQ(error.code, ErrorCode::rate_limited);
  EXPECT_EQ(error.retry_after, 7s);
  throttled.headers.push_back({"Retry-After", "3"});
  EXPECT_EQ(classified(throttled, About::first_page).retry_after, 3s);
  error = classified(answer_of(429, "<html>slow down</html>", "text/html"), About::file);
  EXPECT_EQ(error.code, ErrorCode::rate_limited);
  EXPECT_FALSE(error.retry_after);
}

TEST(DropboxErrors, AWaitIsNeitherNegativeNorLongerThanADay) {
  const auto wait = [](const std::string& seconds) {
    return classified(tagged(429, "too_many_requests/", R"({"retry_after": )" + seconds + "}"),
                      About::file)
        .retry_after;
  };
  EXPECT_EQ(wait("-3"), std::nullopt);
  EXPECT_EQ(wait("9000000000000000000"), 24h);
}

TEST(DropboxErrors, AnExpiredTokenIsToldApartFromABadOne) {
  const auto refused = [](const std::string& tag) {
    return code_of(tagged(401, tag + "/...", R"({".tag": ")" + tag + R"("})"), About::link);
  };
  EXPECT_EQ(refused("expired_access_token"), ErrorCode::token_expired);
  for (const auto* tag : {"invalid_access_token", "missing_scope", "user_suspended",
                          "route_access_denied", "invalid_select_user", "something_new"}) {
    EXPECT_EQ(refused(tag), ErrorCode::credentials_rejected) << tag;
  }
}

TEST(DropboxErrors, TheSummaryIsReadWhereThereAreNoTags) {
  EXPECT_EQ(
      code_of(answer_of(401, R"({"error_summary": "expired_access_token/..."})"), About::file),
      ErrorCode::token_expired);
  EXPECT_EQ(code_of(answer_of(409, R"({"error_summary": "path/not_found/."})"), About::first_page),
            ErrorCode::folder_not_found);
}

TEST(DropboxErrors, SentencesOfStatus400AreAboutTheTokenTheCursorOrNothingWeKnow) {
  EXPECT_EQ(code_of(sentence("Error in call to API function \"files/list_folder\": The given OAuth "
                             "2 access token is malformed."),
                    About::first_page),
            ErrorCode::credentials_rejected);
  EXPECT_EQ(code_of(sentence("Error in call to API function \"files/list_folder\": Your app (ID: "
                             "7) does not have the required scope 'sharing.read'."),
                    About::first_page),
            ErrorCode::credentials_rejected);
  const auto bad_cursor = sentence(
      "Error in call to API function \"files/list_folder/continue\": request body: cursor: "
      "unsupported cursor type");
  EXPECT_EQ(code_of(bad_cursor, About::later_page), ErrorCode::page_token_rejected);
  EXPECT_EQ(code_of(bad_cursor, About::first_page), ErrorCode::network);
}

TEST(DropboxErrors, AResetCursorStartsTheFolderAnew) {
  EXPECT_EQ(code_of(conflict("reset"), About::later_page), ErrorCode::page_token_rejected);
}

TEST(DropboxErrors, WhatIsNotThereIsGoneOrNotFound) {
  for (const auto& answer : {conflict("shared_link_not_found"), path_conflict("not_found"),
                             path_conflict("malformed_path")}) {
    EXPECT_EQ(code_of(answer, About::link), ErrorCode::folder_not_found);
    EXPECT_EQ(code_of(answer, About::first_page), ErrorCode::folder_not_found);
    EXPECT_EQ(code_of(answer, About::file), ErrorCode::source_gone);
  }
  EXPECT_EQ(code_of(conflict("shared_link_is_directory"), About::file), ErrorCode::source_gone);
  EXPECT_EQ(code_of(path_conflict("not_folder"), About::first_page), ErrorCode::not_a_folder);
}

TEST(DropboxErrors, ADeniedLinkAsksForAPasswordOrForAnotherOne) {
  const auto denied = conflict("shared_link_access_denied");
  EXPECT_EQ(classified(denied, About::link).code, ErrorCode::password_required);
  EXPECT_EQ(classified(denied, About::link, true).code, ErrorCode::password_wrong);
  EXPECT_EQ(classified(denied, About::first_page, true).code, ErrorCode::password_wrong);
  EXPECT_EQ(classified(denied, About::file, true).code, ErrorCode::source_forbidden);
}

TEST(DropboxErrors, WhatMayNotBeDownloadedIsForbidden) {
  for (const auto* tag : {"unsupported_link_type", "unsupported_content_type"}) {
    EXPECT_EQ(code_of(conflict(tag), About::file), ErrorCode::source_forbidden) << tag;
  }
  EXPECT_EQ(code_of(path_conflict("restricted_content"), About::file), ErrorCode::source_forbidden);
  EXPECT_EQ(code_of(path_conflict("locked"), About::first_page), ErrorCode::folder_forbidden);
  EXPECT_EQ(code_of(conflict("unsupported_link_type"), About::link), ErrorCode::not_a_folder);
  EXPECT_EQ(code_of(tagged(403, "no_permission/", R"({".tag": "no_permission"})"), About::link),
            ErrorCode::folder_forbidden);
  EXPECT_EQ(code_of(tagged(403, "new/", R"({".tag": "something_new"})"), About::file),
            ErrorCode::source_forbidden);
}

TEST(DropboxErrors, AnAppWithoutAUserLearnsThatItNeedsOne) {
  for (const auto& answer :
       {sentence("This route is for users."),
        tagged(401, "route_access_denied/", R"({".tag": "route_access_denied"})")}) {
    const auto error = classified(answer, About::file, false, true);
    EXPECT_EQ(error.code, ErrorCode::credentials_missing);
    EXPECT_NE(error.message.find("DROPBOX_REFRESH_TOKEN"), std::string::npos);
  }
  EXPECT_EQ(classified(tagged(401, "invalid_access_token/", R"({".tag": "invalid_access_token"})"),
                       About::link, false, true)
                .code,
            ErrorCode::credentials_rejected);
}

TEST(DropboxErrors, ARefusedRenewalIsAboutTheRefreshTokenAndItsApp) {
  const auto error = classified(
      answer_of(400, R"({"error": "invalid_grant", "error_description": "refresh token is)"
                     R"( invalid or revoked"})"),
      About::renewal);
  EXPECT_EQ(error.code, ErrorCode::credentials_rejected);
  EXPECT_NE(error.message.find("DROPBOX_REFRESH_TOKEN"), std::string::npos) << error.message;
  EXPECT_NE(error.message.find("invalid_grant"), std::string::npos) << error.message;
}

TEST(DropboxErrors, WhatIsNotUnderstoodMayPass) {
  for (const int status : {500, 502, 503, 504, 409, 418, 301}) {
    EXPECT_EQ(code_of(answer_of(status, "<html>", "text/html"), About::file), ErrorCode::network)
        << status;
  }
  EXPECT_EQ(code_of(answer_of(403, "<html>", "text/html"), About::file), ErrorCode::network);
  EXPECT_EQ(code_of(conflict("template_error"), About::first_page), ErrorCode::network);
  EXPECT_EQ(code_of(conflict("never_seen"), About::file), ErrorCode::network);
  EXPECT_EQ(code_of(answer_of(408, ""), About::file), ErrorCode::timeout);
}

TEST(DropboxErrors, MessagesNameWhatWasAskedAndNothingHostile) {
  const auto error =
      classified(sentence("line\nbreak \x1b[31m" + std::string(5000, 'x')), About::first_page);
  EXPECT_NE(error.message.find("id:a"), std::string::npos);
  EXPECT_NE(error.message.find("status 400"), std::string::npos);
  EXPECT_EQ(error.message.find('\n'), std::string::npos);
  EXPECT_EQ(error.message.find('\x1b'), std::string::npos);
  EXPECT_LT(error.message.size(), 1000u);
  EXPECT_NE(classified(path_conflict("not_found"), About::file).message.find("path/not_found"),
            std::string::npos);
}

TEST(DropboxErrors, ADeepOrEndlessUnionIsReadToABound) {
  std::string deep = R"({".tag": "a"})";
  for (int i = 0; i < 25; ++i) deep = R"({".tag": "a", "a": )" + deep + "}";
  EXPECT_EQ(code_of(tagged(409, "a", deep), About::file), ErrorCode::network);
}

}  // namespace
}  // namespace pixferry
