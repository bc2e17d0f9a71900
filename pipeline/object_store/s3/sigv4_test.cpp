#include "pipeline/object_store/s3/sigv4.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kEmptySha256 =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

Timestamp at(int year, unsigned month, unsigned day, std::chrono::seconds time = {}) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                               static_cast<int>(day)} +
         time;
}

std::string header(const std::vector<HttpHeader>& headers, std::string_view name) {
  for (const auto& header : headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

/// The examples of the S3 documentation: "Signature Calculations for the Authorization Header:
/// Transferring Payload in a Single Chunk".
class SigV4Example : public ::testing::Test {
 protected:
  /// The end of the Authorization header, from SignedHeaders on.
  std::string signed_as(SigV4Request request) const {
    request.host = "examplebucket.s3.amazonaws.com";
    request.headers.push_back({"x-amz-content-sha256", std::string{request.payload_sha256}});
    const auto value = header(sigv4_signed(identity_, request, now_), "Authorization");
    EXPECT_THAT(value, HasSubstr("AWS4-HMAC-SHA256 "
                                 "Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/"
                                 "aws4_request,"));
    return value.substr(value.find("SignedHeaders="));
  }

  SigV4Identity identity_{.access_key_id = "AKIAIOSFODNN7EXAMPLE",
                          .secret_access_key = Secret{"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"},
                          .region = "us-east-1"};
  Timestamp now_ = at(2013, 5, 24);
};

TEST_F(SigV4Example, GetsAnObject) {
  EXPECT_EQ(signed_as({.method = "GET",
                       .path = "/test.txt",
                       .headers = {{"Range", "bytes=0-9"}},
                       .payload_sha256 = kEmptySha256}),
            "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
            "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

TEST_F(SigV4Example, PutsAnObject) {
  const auto path = "/" + percent_encoded("test$file.text", true);
  EXPECT_EQ(signed_as({.method = "PUT",
                       .path = path,
                       .headers = {{"Date", "Fri, 24 May 2013 00:00:00 GMT"},
                                   {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                       .payload_sha256 =
                           "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"}),
            "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
            "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
}

TEST_F(SigV4Example, AsksForABucketsLifecycle) {
  EXPECT_EQ(signed_as({.method = "GET",
                       .path = "/",
                       .query = {{"lifecycle", ""}},
                       .payload_sha256 = kEmptySha256}),
            "SignedHeaders=host;x-amz-content-sha256;x-amz-date,"
            "Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
}

TEST_F(SigV4Example, ListsABucketWhateverTheOrderOfItsQuery) {
  for (const SigV4Query& query : {SigV4Query{{"max-keys", "2"}, {"prefix", "J"}},
                                  SigV4Query{{"prefix", "J"}, {"max-keys", "2"}}}) {
    EXPECT_EQ(
        signed_as({.method = "GET", .path = "/", .query = query, .payload_sha256 = kEmptySha256}),
        "SignedHeaders=host;x-amz-content-sha256;x-amz-date,"
        "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }
}

/// "Authenticating Requests: Using Query Parameters".
TEST_F(SigV4Example, SignsALinkForADay) {
  EXPECT_EQ(sigv4_presigned_query(
                identity_,
                {.method = "GET", .host = "examplebucket.s3.amazonaws.com", .path = "/test.txt"},
                now_, std::chrono::hours{24}),
            "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}

TEST_F(SigV4Example, SignsNoLinkForLongerThanAWeekOrForNoTimeAtAll) {
  const SigV4Request request{.method = "GET", .host = "h", .path = "/k"};
  const auto query = [&](std::chrono::seconds valid_for) {
    return sigv4_presigned_query(identity_, request, now_, valid_for);
  };
  EXPECT_THAT(query(std::chrono::days{30}), HasSubstr("X-Amz-Expires=604800&"));
  EXPECT_THAT(query(std::chrono::seconds{-5}), HasSubstr("X-Amz-Expires=1&"));
}

TEST_F(SigV4Example, SendsAndSignsTheSessionToken) {
  identity_.session_token = Secret{"token/+="};
  const auto headers = sigv4_signed(
      identity_, {.method = "GET", .host = "h", .path = "/", .payload_sha256 = kEmptySha256}, now_);
  EXPECT_EQ(header(headers, "x-amz-security-token"), "token/+=");
  EXPECT_THAT(header(headers, "Authorization"),
              HasSubstr("SignedHeaders=host;x-amz-date;x-amz-security-token,"));
  EXPECT_THAT(sigv4_presigned_query(identity_, {.method = "GET", .host = "h", .path = "/"}, now_,
                                    std::chrono::seconds{60}),
              HasSubstr("&X-Amz-Security-Token=token%2F%2B%3D&X-Amz-SignedHeaders=host&"));
}

/// Cases of the published test suite of Signature Version 4 ("aws-sig-v4-test-suite").
class SigV4Suite : public ::testing::Test {
 protected:
  std::string signature_of(SigV4Request request) const {
    request.host = "example.amazonaws.com";
    request.payload_sha256 = kEmptySha256;
    const auto now = at(2015, 8, 30, std::chrono::hours{12} + std::chrono::minutes{36});
    const auto value = header(sigv4_signed(identity_, request, now), "Authorization");
    return value.substr(value.find("Signature=") + 10);
  }

  SigV4Identity identity_{.access_key_id = "AKIDEXAMPLE",
                          .secret_access_key = Secret{"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
                          .region = "us-east-1",
                          .service = "service"};
};

TEST_F(SigV4Suite, GetVanilla) {
  EXPECT_EQ(signature_of({.method = "GET", .path = "/"}),
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
}

TEST_F(SigV4Suite, PostVanilla) {
  EXPECT_EQ(signature_of({.method = "POST", .path = "/"}),
            "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
}

TEST_F(SigV4Suite, GetVanillaQueryOrderKeyCase) {
  EXPECT_EQ(
      signature_of(
          {.method = "GET", .path = "/", .query = {{"Param2", "value2"}, {"Param1", "value1"}}}),
      "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
}

TEST_F(SigV4Suite, GetHeaderValueTrim) {
  EXPECT_EQ(
      signature_of({.method = "GET",
                    .path = "/",
                    .headers = {{"My-Header1", " value1"}, {"My-Header2", " \"a   b   c\""}}}),
      "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
}

}  // namespace
}  // namespace pixferry
