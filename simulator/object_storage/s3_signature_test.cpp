#include "simulator/object_storage/s3_signature.hpp"

#include <gtest/gtest.h>

namespace pixferry::simulator {
namespace {

constexpr auto kEmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// The published example of a GET: its signature is Amazon's, not ours.
class S3SignatureTest : public ::testing::Test {
 protected:
  SignatureVerdict verdict() const { return verify_signature(request_, account_, now_); }
  std::string& header(std::string_view name) {
    for (auto& header : request_.headers) {
      if (header.name == name) return header.value;
    }
    throw std::out_of_range("no such header");
  }

  S3Account account_{.access_key_id = "AKIAIOSFODNN7EXAMPLE",
                     .secret_access_key = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"};
  Timestamp now_ = std::chrono::sys_days{std::chrono::year{2013} / 5 / 24};
  Request request_{
      .method = "GET",
      .path = "/test.txt",
      .headers = {{"Host", "examplebucket.s3.amazonaws.com"},
                  {"Range", "bytes=0-9"},
                  {"x-amz-content-sha256", kEmptySha256},
                  {"x-amz-date", "20130524T000000Z"},
                  {"Authorization",
                   "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/"
                   "aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                   "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"}}};
};

TEST_F(S3SignatureTest, TakesThePublishedExample) {
  EXPECT_EQ(verdict(), SignatureVerdict::right);
}

TEST_F(S3SignatureTest, TakesThePublishedLinkUntilItsDayIsOver) {
  request_.headers = {{"Host", "examplebucket.s3.amazonaws.com"}};
  request_.query = {
      {"X-Amz-Algorithm", "AWS4-HMAC-SHA256"},
      {"X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"},
      {"X-Amz-Date", "20130524T000000Z"},
      {"X-Amz-Expires", "86400"},
      {"X-Amz-SignedHeaders", "host"},
      {"X-Amz-Signature", "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"}};
  EXPECT_EQ(verdict(), SignatureVerdict::right);
  now_ += std::chrono::hours{24};
  EXPECT_EQ(verdict(), SignatureVerdict::right);
  now_ += std::chrono::seconds{1};
  EXPECT_EQ(verdict(), SignatureVerdict::link_expired);
}

TEST_F(S3SignatureTest, SeesEveryChangeOfWhatWasSigned) {
  const auto honest = request_;
  request_.method = "DELETE";
  EXPECT_EQ(verdict(), SignatureVerdict::wrong);
  request_ = honest;
  request_.path = "/test.txs";
  EXPECT_EQ(verdict(), SignatureVerdict::wrong);
  request_ = honest;
  request_.query = {{"acl", ""}};
  EXPECT_EQ(verdict(), SignatureVerdict::wrong);
  request_ = honest;
  header("Range") = "bytes=0-8";
  EXPECT_EQ(verdict(), SignatureVerdict::wrong);
  request_ = honest;
  request_.headers.push_back({"x-amz-acl", "public-read"});
  EXPECT_EQ(verdict(), SignatureVerdict::wrong) << "an x-amz- header may not travel unsigned";
  request_ = honest;
  request_.body = "x";
  EXPECT_EQ(verdict(), SignatureVerdict::payload_wrong);
}

TEST_F(S3SignatureTest, TellsWhatIsWrongWithTheSigner) {
  const auto account = account_;
  account_.secret_access_key = "another";
  EXPECT_EQ(verdict(), SignatureVerdict::wrong);
  account_ = account;
  account_.access_key_id = "another";
  EXPECT_EQ(verdict(), SignatureVerdict::key_unknown);
  account_ = account;
  account_.region = "eu-west-1";
  EXPECT_EQ(verdict(), SignatureVerdict::region_wrong);
  account_ = account;
  account_.session_token = "token";
  EXPECT_EQ(verdict(), SignatureVerdict::token_wrong);
  account_ = account;
  now_ += std::chrono::minutes{15};
  EXPECT_EQ(verdict(), SignatureVerdict::clock_wrong);
}

TEST_F(S3SignatureTest, WantsASignatureItCanRead) {
  header("Authorization") = "AWS4-HMAC-SHA256 Credential=a/b";
  EXPECT_EQ(verdict(), SignatureVerdict::malformed);
  header("Authorization") = "AWS4-HMAC-SHA256 ";
  EXPECT_EQ(verdict(), SignatureVerdict::malformed);
  header("Authorization") = "";
  EXPECT_EQ(verdict(), SignatureVerdict::missing);
}

}  // namespace
}  // namespace pixferry::simulator
