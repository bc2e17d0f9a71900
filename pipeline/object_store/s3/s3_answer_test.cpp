#include "pipeline/object_store/s3/s3_answer.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "testing/manual_clock.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class S3Answer : public ::testing::Test {
 protected:
  Error error_of(int status, std::string_view code, std::vector<HttpHeader> headers = {}) const {
    const auto body =
        code.empty()
            ? std::string{}
            : fmt::format("<Error><Code>{}</Code><Message>Because.</Message></Error>", code);
    return classify({.status = status, .headers = std::move(headers), .body = body},
                    {config_, "store o/3f/x.jpg"}, clock_);
  }
  /// The error must wait for the operator and name this.
  void expect_advice(int status, std::string_view code, const std::string& advice) const {
    const auto error = error_of(status, code);
    EXPECT_EQ(error.code, ErrorCode::storage_unavailable) << code;
    EXPECT_THAT(error.message, HasSubstr(advice)) << code;
    EXPECT_THAT(error.message, HasSubstr("store o/3f/x.jpg")) << code;
    EXPECT_THAT(error.message, Not(HasSubstr("hush"))) << code;
    EXPECT_TRUE(error.message.ends_with('.')) << error.message;
  }

  S3Config config_{.endpoint = "https://s3.example",
                   .bucket = "images",
                   .access_key_id = "AKID",
                   .secret_access_key = Secret{"hush"}};
  ManualClock clock_;
};

TEST_F(S3Answer, NamesTheSettingThatIsWrong) {
  expect_advice(403, "InvalidAccessKeyId", "S3_ACCESS_KEY_ID");
  expect_advice(403, "SignatureDoesNotMatch", "S3_SECRET_ACCESS_KEY");
  expect_advice(403, "SignatureDoesNotMatch", "S3_REGION");
  expect_advice(400, "ExpiredToken", "S3_SESSION_TOKEN");
  expect_advice(403, "AccessDenied", "s3:PutObject");
  expect_advice(403, "", "S3_ACCESS_KEY_ID");
  expect_advice(404, "NoSuchBucket", "no bucket 'images' at https://s3.example");
  expect_advice(400, "InvalidBucketName", "S3_BUCKET");
  expect_advice(403, "RequestTimeTooSkewed", "clock");
  expect_advice(301, "PermanentRedirect", "S3_REGION");
  expect_advice(403, "AllAccessDisabled", "S3_ACCESS_KEY_ID");
  expect_advice(405, "", "S3_ENDPOINT");
}

TEST_F(S3Answer, NamesTheRegionThatTheServiceNames) {
  EXPECT_THAT(error_of(301, "", {{"x-amz-bucket-region", "eu-west-3"}}).message,
              HasSubstr("set S3_REGION to eu-west-3"));
  EXPECT_THAT(error_of(301, "", {{"x-amz-bucket-region", "no region!"}}).message,
              Not(HasSubstr("no region!")));
}

TEST_F(S3Answer, WaitsAsLongAsTheServiceAsksTo) {
  struct Case {
    int status;
    const char* code;
    const char* what;
  };
  for (const auto& [status, code, what] :
       {Case{503, "SlowDown", "fewer requests"}, Case{503, "SlowDownWrite", "fewer requests"},
        Case{429, "TooManyRequests", "fewer requests"}, Case{429, "", "fewer requests"},
        Case{503, "ServiceUnavailable", "for the moment"}, Case{503, "", "for the moment"}}) {
    const auto error = error_of(status, code, {{"Retry-After", "9"}});
    EXPECT_EQ(error.code, ErrorCode::storage_unavailable) << code;
    EXPECT_EQ(error.retry_after, 9s) << code;
    EXPECT_THAT(error.message, HasSubstr(what)) << code;
  }
}

TEST_F(S3Answer, RefusesOneObjectForGoodOnlyWhereItIsTheObject) {
  EXPECT_EQ(error_of(400, "EntityTooLarge").code, ErrorCode::storage_refused);
  EXPECT_EQ(error_of(413, "").code, ErrorCode::storage_refused);
  EXPECT_EQ(error_of(415, "InvalidMimeType").code, ErrorCode::storage_refused);
  EXPECT_EQ(error_of(400, "InvalidRequest").code, ErrorCode::storage_unavailable);
  EXPECT_EQ(error_of(418, "Teapot").code, ErrorCode::storage_unavailable);
}

TEST_F(S3Answer, KnowsAFullBucketOfSeveralServices) {
  for (const auto* code : {"QuotaExceeded", "XMinioStorageFull", "InsufficientStorage"}) {
    EXPECT_EQ(error_of(403, code).code, ErrorCode::storage_full) << code;
  }
  EXPECT_EQ(error_of(507, "").code, ErrorCode::storage_full);
}

TEST_F(S3Answer, QuotesAServiceThatSaysSomethingUnknown) {
  EXPECT_EQ(error_of(500, "InternalError").message,
            "The object store answered with an error (store o/3f/x.jpg, status 500 InternalError: "
            "Because.).");
}

TEST_F(S3Answer, SaysOfASilentServiceWhereItWasLookedFor) {
  const S3Question question{config_, "store o/3f/x.jpg"};
  for (const auto code : {ErrorCode::network, ErrorCode::timeout, ErrorCode::source_forbidden,
                          ErrorCode::invalid_request}) {
    const auto error = unanswered({code, "s3.example: connection refused"}, question);
    EXPECT_EQ(error.code, ErrorCode::storage_unavailable);
    EXPECT_THAT(error.message, HasSubstr("S3_ENDPOINT"));
    EXPECT_THAT(error.message, HasSubstr("s3.example: connection refused"));
  }
  EXPECT_EQ(unanswered({ErrorCode::stopped, "called off"}, question).code, ErrorCode::stopped);
  EXPECT_EQ(unanswered({ErrorCode::too_large, "too large"}, question).code, ErrorCode::too_large);
}

}  // namespace
}  // namespace pixferry
