#include "pipeline/source/google_drive/drive_errors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "testing/manual_clock.hpp"

namespace pixferry {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;
using About = DriveQuestion::About;
using enum ErrorCode;

Error classified(int status, const std::string& body, About about = About::file,
                 std::vector<HttpHeader> headers = {}) {
  HttpAnswer answer;
  answer.status = status;
  answer.headers = std::move(headers);
  answer.body = body;
  return classify(answer, {about, "1Abc"}, ManualClock{});
}

std::string with_reason(const std::string& reason) {
  return R"({"error":{"errors":[{"domain":"global","reason":")" + reason +
         R"(","message":"m"}],"code":403,"message":"m"}})";
}
std::string with_detail(const std::string& status, const std::string& reason) {
  return R"({"error":{"code":403,"message":"m","status":")" + status +
         R"(","details":[{"@type":"x"},{"@type":"type.googleapis.com/google.rpc.ErrorInfo",)" +
         R"("reason":")" + reason + R"("}]}})";
}

constexpr const char* kBadKey =
    R"({"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","errors":[)"
    R"({"message":"API key not valid. Please pass a valid API key.","domain":"global",)"
    R"("reason":"badRequest"}],"status":"INVALID_ARGUMENT"}})";
constexpr const char* kNoKey =
    R"({"error":{"code":403,"message":"Method doesn't allow unregistered callers (callers without )"
    R"(established identity).","status":"PERMISSION_DENIED"}})";
constexpr const char* kPlainDenial =
    R"({"error":{"code":403,"message":"The caller does not have permission",)"
    R"("status":"PERMISSION_DENIED"}})";
constexpr const char* kBadPageToken =
    R"({"error":{"errors":[{"domain":"global","reason":"invalid","message":"Invalid Value",)"
    R"("locationType":"parameter","location":"pageToken"}],"code":400,"message":"Invalid Value"}})";
constexpr const char* kExhausted =
    R"({"error":{"code":403,"message":"m","status":"RESOURCE_EXHAUSTED"}})";
constexpr const char* kSorry =
    "<!DOCTYPE html><html><head><title>Sorry...</title></head><body>... may be sending automated "
    "queries ...</body></html>";
constexpr const char* kFrontEnd = "<html><head><title>502</title></head></html>";

struct Row {
  int status;
  std::string body;
  ErrorCode about_file;
  ErrorCode about_folder;
};

class DriveError : public testing::TestWithParam<Row> {};

TEST_P(DriveError, BecomesTheCodeOfItsReason) {
  const auto& row = GetParam();
  EXPECT_EQ(classified(row.status, row.body).code, row.about_file) << row.status << row.body;
  for (const auto about : {About::folder, About::first_page}) {
    EXPECT_EQ(classified(row.status, row.body, about).code, row.about_folder)
        << row.status << row.body;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Drive, DriveError,
    testing::Values(
        // The key.
        Row{400, kBadKey, credentials_rejected, credentials_rejected},
        Row{400, with_reason("keyInvalid"), credentials_rejected, credentials_rejected},
        Row{400, with_reason("keyExpired"), credentials_rejected, credentials_rejected},
        Row{400, with_detail("INVALID_ARGUMENT", "API_KEY_INVALID"), credentials_rejected,
            credentials_rejected},
        Row{401, with_reason("authError"), credentials_rejected, credentials_rejected},
        Row{401, "", credentials_rejected, credentials_rejected},
        Row{403, kNoKey, credentials_missing, credentials_missing},
        Row{403, with_reason("dailyLimitExceededUnreg"), credentials_missing, credentials_missing},
        Row{403, with_reason("accessNotConfigured"), credentials_rejected, credentials_rejected},
        Row{403, with_detail("PERMISSION_DENIED", "SERVICE_DISABLED"), credentials_rejected,
            credentials_rejected},
        Row{403, with_reason("ipRefererBlocked"), credentials_rejected, credentials_rejected},
        Row{403, with_detail("PERMISSION_DENIED", "API_KEY_IP_ADDRESS_BLOCKED"),
            credentials_rejected, credentials_rejected},
        Row{403, with_detail("PERMISSION_DENIED", "API_KEY_HTTP_REFERRER_BLOCKED"),
            credentials_rejected, credentials_rejected},
        Row{403, with_detail("PERMISSION_DENIED", "API_KEY_SERVICE_BLOCKED"), credentials_rejected,
            credentials_rejected},
        // Too fast, by the reason and not by the status.
        Row{403, with_reason("rateLimitExceeded"), rate_limited, rate_limited},
        Row{403, with_reason("userRateLimitExceeded"), rate_limited, rate_limited},
        Row{429, with_reason("rateLimitExceeded"), rate_limited, rate_limited},
        Row{429, with_detail("RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED"), rate_limited,
            rate_limited},
        Row{403, with_detail("PERMISSION_DENIED", "RATE_LIMIT_EXCEEDED"), rate_limited,
            rate_limited},
        Row{403, kExhausted, rate_limited, rate_limited},
        Row{503, with_reason("rateLimitExceeded"), rate_limited, rate_limited},
        Row{429, "", rate_limited, rate_limited},
        Row{429, "<html>Too Many Requests</html>", rate_limited, rate_limited},
        Row{403, with_reason("dailyLimitExceeded"), rate_limited, rate_limited},
        Row{403, kSorry, rate_limited, rate_limited}, Row{429, kSorry, rate_limited, rate_limited},
        Row{503, kSorry, rate_limited, rate_limited},
        // The file's own quota, whatever the status.
        Row{403, with_reason("downloadQuotaExceeded"), download_quota_exceeded,
            download_quota_exceeded},
        Row{429, with_reason("downloadQuotaExceeded"), download_quota_exceeded,
            download_quota_exceeded},
        // Denied for good.
        Row{403, with_reason("insufficientFilePermissions"), source_forbidden, folder_forbidden},
        Row{403, with_reason("insufficientPermissions"), source_forbidden, folder_forbidden},
        Row{403, with_reason("appNotAuthorizedToFile"), source_forbidden, folder_forbidden},
        Row{403, with_reason("domainPolicy"), source_forbidden, folder_forbidden},
        Row{403, with_reason("fileNotDownloadable"), source_forbidden, folder_forbidden},
        Row{403, with_reason("fileNotExportable"), source_forbidden, folder_forbidden},
        Row{403, with_reason("exportSizeLimitExceeded"), source_forbidden, folder_forbidden},
        Row{403, with_reason("cannotDownloadAbusiveFile"), source_forbidden, folder_forbidden},
        Row{403, with_reason("cannotDownloadFile"), source_forbidden, folder_forbidden},
        Row{403, with_reason("invalidAbuseAcknowledgment"), source_forbidden, folder_forbidden},
        Row{403, with_reason("storageQuotaExceeded"), source_forbidden, folder_forbidden},
        Row{403, with_reason("sharingRateLimitExceeded"), source_forbidden, folder_forbidden},
        Row{403, with_reason("neverHeardOf"), source_forbidden, folder_forbidden},
        Row{403, kPlainDenial, source_forbidden, folder_forbidden},
        Row{403, "", source_forbidden, folder_forbidden},
        // Gone, or never there.
        Row{404, with_reason("notFound"), source_gone, folder_not_found},
        Row{404, "", source_gone, folder_not_found},
        Row{410, with_reason("deleted"), source_gone, folder_not_found},
        // What may pass, and what nobody understands.
        Row{400, with_reason("badRequest"), network, network},
        Row{400, kBadPageToken, network, network}, Row{408, "", timeout, timeout},
        Row{416, with_reason("requestedRangeNotSatisfiable"), network, network},
        Row{500, with_reason("internalError"), network, network},
        Row{500, with_reason("backendError"), network, network}, Row{500, "", network, network},
        Row{502, kFrontEnd, network, network},
        Row{503, with_detail("UNAVAILABLE", "x"), network, network},
        Row{504, kFrontEnd, network, network}, Row{403, kFrontEnd, network, network},
        Row{302, "", network, network}, Row{418, "", network, network},
        Row{0, "", network, network}));

TEST(DriveErrors, ABadRequestForALaterPageRejectsItsToken) {
  for (const auto& body : {std::string{kBadPageToken}, with_reason("invalidParameter"),
                           with_reason("badRequest"), std::string{}}) {
    EXPECT_EQ(classified(400, body, About::later_page).code, page_token_rejected) << body;
  }
  EXPECT_EQ(classified(400, kBadKey, About::later_page).code, credentials_rejected);
  EXPECT_EQ(classified(404, with_reason("notFound"), About::later_page).code, folder_not_found);
}

TEST(DriveErrors, PassOnTheWaitThatDriveNames) {
  const std::vector<HttpHeader> wait{{"Retry-After", "7"}};
  for (const int status : {429, 500, 503}) {
    EXPECT_EQ(classified(status, "", About::file, wait).retry_after, seconds{7}) << status;
  }
  EXPECT_EQ(classified(403, with_reason("rateLimitExceeded"), About::file, wait).retry_after,
            seconds{7});
  EXPECT_EQ(classified(429, "").retry_after, std::nullopt);
}

TEST(DriveErrors, StayAwayLongWhereGoogleSuspectsARobotOrTheDayIsUsedUp) {
  EXPECT_GE(classified(429, kSorry).retry_after, minutes{15});
  EXPECT_GE(classified(429, kSorry, About::file, {{"Retry-After", "1"}}).retry_after, minutes{15});
  EXPECT_EQ(classified(429, kSorry, About::file, {{"Retry-After", "7200"}}).retry_after, hours{2});
  EXPECT_GE(classified(403, with_reason("dailyLimitExceeded")).retry_after, hours{1});
  const auto sent_away = classified(
      302, "", About::file, {{"Location", "https://www.google.com/sorry/index?continue=x"}});
  EXPECT_EQ(sent_away.code, rate_limited);
  EXPECT_GE(sent_away.retry_after, minutes{15});
}

TEST(DriveErrors, NameTheItemTheStatusAndTheReasonAndNothingElseOfTheBody) {
  const auto error = classified(403, with_reason("userRateLimitExceeded"));
  EXPECT_THAT(error.message, HasSubstr("file 1Abc"));
  EXPECT_THAT(error.message, HasSubstr("403 userRateLimitExceeded"));
  EXPECT_THAT(classified(404, "", About::folder).message, HasSubstr("folder 1Abc"));
  for (const auto* hostile : {"<script>", "a b", "x\\ny", "é"}) {
    const auto message = classified(403, with_reason(hostile)).message;
    EXPECT_THAT(message, Not(HasSubstr(hostile))) << message;
    EXPECT_EQ(message.find('\n'), std::string::npos);
  }
  EXPECT_LT(classified(403, with_reason(std::string(100'000, 'a'))).message.size(), 400u);
}

TEST(DriveErrors, SurviveBodiesThatAreNotWhatTheyShouldBe) {
  for (const auto* body :
       {"null", "7", "[]", R"({"error":7})", R"({"error":null})", R"({"error":{}})",
        R"({"error":{"errors":7,"details":{}}})", R"({"error":{"errors":[7,null,[],{}]}})",
        R"({"error":{"errors":[{"reason":7}],"status":7,"message":[]}})", "{\"error\":{\"errors\"",
        "\xff\xfe", "   ", "<"}) {
    EXPECT_EQ(classified(404, body).code, source_gone) << body;
    EXPECT_EQ(classified(500, body).code, network) << body;
  }
  EXPECT_EQ(classified(404, std::string(1u << 20, '[')).code, source_gone);
}

}  // namespace
}  // namespace pixferry
