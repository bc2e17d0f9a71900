#include "pipeline/object_store/s3/s3_proof.hpp"

#include <gtest/gtest.h>

#include "testing/spool_text.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {
namespace {

constexpr auto kMd5 = "\"900150983cd24fb0d6963f7d28e17f72\"";       // of "abc"
constexpr auto kOtherMd5 = "\"d41d8cd98f00b204e9800998ecf8427e\"";  // of nothing
constexpr auto kSha256 = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";

class S3ProofTest : public ::testing::TestWithParam<bool> {
 protected:
  S3ProofTest() {
    EXPECT_TRUE(write_text(spool_, "abc"));
    EXPECT_TRUE(spool_.finish());
  }
  S3Proof proof(std::vector<HttpHeader> headers) {
    const auto found = s3_proof({.status = 200, .headers = std::move(headers)}, spool_);
    EXPECT_TRUE(found);
    return *found;
  }

  TemporaryDirectory directory_;
  SpoolRoom room_{.directory = directory_.path()};
  Spool spool_ = *Spool::open(room_, {.size_bytes_max = 100, .wants_md5 = GetParam()});
};

TEST_P(S3ProofTest, ComparesTheChecksumThatIsKept) {
  EXPECT_EQ(proof({{"x-amz-checksum-sha256", kSha256}}), S3Proof::same);
  EXPECT_EQ(proof({{"x-amz-checksum-sha256", kSha256}, {"ETag", kOtherMd5}}), S3Proof::same);
  EXPECT_EQ(proof({{"x-amz-checksum-sha256", "AAAA"}, {"ETag", kMd5}}), S3Proof::other);
}

TEST_P(S3ProofTest, ComparesAnEtagThatIsAnMd5) {
  EXPECT_EQ(proof({{"ETag", kMd5}}), S3Proof::same);
  EXPECT_EQ(proof({{"ETag", "900150983CD24FB0D6963F7D28E17F72"}}), S3Proof::same);
  EXPECT_EQ(proof({{"ETag", kOtherMd5}}), S3Proof::other);
  EXPECT_EQ(proof({{"ETag", kOtherMd5}, {"x-amz-server-side-encryption", "AES256"}}),
            S3Proof::other);
}

TEST_P(S3ProofTest, DoesNotCompareWhatIsNoHashOfTheBytes) {
  EXPECT_EQ(proof({{"ETag", "\"d41d8cd98f00b204e9800998ecf8427e-2\""}}), S3Proof::opaque);
  EXPECT_EQ(proof({{"ETag", "W/\"x\""}}), S3Proof::opaque);
  EXPECT_EQ(proof({{"ETag", "\""}}), S3Proof::opaque);
  EXPECT_EQ(proof({{"ETag", kOtherMd5}, {"x-amz-server-side-encryption", "aws:kms"}}),
            S3Proof::opaque);
  EXPECT_EQ(
      proof({{"ETag", kOtherMd5}, {"x-amz-server-side-encryption-customer-algorithm", "AES256"}}),
      S3Proof::opaque);
  EXPECT_EQ(proof({{"x-amz-checksum-sha256", "AAAA-3"}, {"ETag", kMd5}}), S3Proof::same);
}

TEST_P(S3ProofTest, FindsNoneInAnAnswerThatSpeaksOfNoObject) {
  EXPECT_EQ(proof({{"Content-Type", "text/html"}}), S3Proof::none);
}

INSTANTIATE_TEST_SUITE_P(Md5, S3ProofTest, ::testing::Bool(), [](const auto& spool) {
  return spool.param ? "KnownOfTheSpool" : "WorkedOut";
});

TEST(S3ObjectSize, IsANumberOrNothing) {
  const auto size = [](std::string text) {
    return s3_object_size({.headers = {{"Content-Length", std::move(text)}}});
  };
  EXPECT_EQ(size("0"), 0);
  EXPECT_EQ(size("104857600"), 104857600);
  for (const auto* text : {"", "-1", "1x", "99999999999999999999"}) EXPECT_FALSE(size(text));
  EXPECT_FALSE(s3_object_size({}));
}

}  // namespace
}  // namespace pixferry
