#include "simulator/object_storage/s3_look_alike.hpp"

#include <gmock/gmock.h>

#include "pipeline/object_store/s3/sigv4.hpp"
#include "simulator/object_storage/s3_digests.hpp"
#include "testing/manual_clock.hpp"

namespace pixferry::simulator {
namespace {

using ::testing::HasSubstr;

std::string text_of(const Response& response) {
  std::string text;
  for (const auto& slice : response.body) {
    text.append(reinterpret_cast<const char*>(slice.bytes.data()), slice.bytes.size());
  }
  return text;
}

class S3LookAlikeTest : public ::testing::Test {
 protected:
  /// A signed request; headers may be changed or left out afterwards.
  Request request(std::string method, const std::string& path, std::string body = {},
                  std::vector<HttpHeader> headers = {}) const {
    const auto sha256 = hex_text(sha256_bytes(body));
    headers.push_back({"x-amz-content-sha256", sha256});
    headers = sigv4_signed({.access_key_id = "simulator",
                            .secret_access_key = Secret{"simulator-secret"},
                            .region = "us-east-1"},
                           {.method = method,
                            .host = "127.0.0.1",
                            .path = path,
                            .headers = std::move(headers),
                            .payload_sha256 = sha256},
                           clock_.now());
    headers.push_back({"Host", "127.0.0.1"});
    headers.push_back({"Content-Length", std::to_string(body.size())});
    return {.method = std::move(method),
            .path = path,
            .headers = std::move(headers),
            .body = std::move(body)};
  }
  Response answer(const Request& asked, const std::optional<Fault>& fault = std::nullopt) {
    return look_alike_.answer(look_alike_.recognise(asked).value(), asked, fault);
  }

  ManualClock clock_;
  S3LookAlike look_alike_{{}, clock_};
};

TEST_F(S3LookAlikeTest, RecognisesBucketAndKeyBelowItsPath) {
  const auto call = look_alike_.recognise({.method = "PUT", .path = "/s3/images/o/3f/a.jpg"});
  ASSERT_TRUE(call);
  EXPECT_EQ(call->operation, Operation::put);
  EXPECT_EQ(call->bucket, "images");
  EXPECT_EQ(call->key, "o/3f/a.jpg");
  EXPECT_FALSE(look_alike_.recognise({.method = "GET", .path = "/s3images/x"}));
  EXPECT_FALSE(look_alike_.recognise({.method = "GET", .path = "/drive/v3/files"}));
  EXPECT_EQ(look_alike_.recognise({.method = "GET", .path = "/s3/images"})->operation,
            Operation::list_objects);
  EXPECT_FALSE(look_alike_.recognise({.method = "PUT", .path = "/s3/images"})->operation);
}

TEST_F(S3LookAlikeTest, RecordsWhatItIsGiven) {
  EXPECT_EQ(answer(request("PUT", "/s3/images/k", "one")).status, 200);
  EXPECT_EQ(answer(request("PUT", "/s3/images/k", "abc")).status, 200);
  const auto object = look_alike_.objects().find("k");
  ASSERT_TRUE(object);
  EXPECT_EQ(object->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(object->md5, "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(object->puts, 2);
  EXPECT_EQ(answer(request("DELETE", "/s3/images/k")).status, 204);
  EXPECT_EQ(look_alike_.objects().count(), 0u);
  EXPECT_EQ(look_alike_.objects().puts(), 2u);
}

TEST_F(S3LookAlikeTest, StoresNothingThatDoesNotAgreeWithItsHashes) {
  for (const auto* name : {"Content-MD5", "x-amz-checksum-sha256"}) {
    const auto refused = answer(request("PUT", "/s3/images/k", "abc", {{name, "AAAA"}}));
    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(text_of(refused), HasSubstr("<Code>BadDigest</Code>"));
  }
  auto damaged = request("PUT", "/s3/images/k", "abc");
  damaged.body = "abd";
  EXPECT_THAT(text_of(answer(damaged)), HasSubstr("XAmzContentSHA256Mismatch"));
  EXPECT_EQ(look_alike_.objects().puts(), 0u);
}

TEST_F(S3LookAlikeTest, RefusesWhatIsNotSigned) {
  auto unsigned_request = request("PUT", "/s3/images/k", "abc");
  unsigned_request.headers = {{"Host", "127.0.0.1"}};
  EXPECT_EQ(answer(unsigned_request).status, 403);
  EXPECT_EQ(look_alike_.objects().puts(), 0u);
}

TEST_F(S3LookAlikeTest, DoesOrDoesNotDoItAsTheFaultSays) {
  struct Case {
    FaultKind kind;
    int status;
    bool is_stored;
  };
  for (const auto& [kind, status, is_stored] :
       {Case{FaultKind::internal_error, 500, false},
        Case{FaultKind::internal_error_later, 500, true}, Case{FaultKind::conflict, 409, false},
        Case{FaultKind::slow_down, 503, false}, Case{FaultKind::object_too_large, 413, false},
        Case{FaultKind::storage_full, 507, false}, Case{FaultKind::not_stored, 200, false},
        Case{FaultKind::wrong_etag, 200, true}, Case{FaultKind::reset, 200, true},
        Case{FaultKind::slow, 200, true}}) {
    S3LookAlike fresh{{}, clock_};
    const auto asked = request("PUT", "/s3/images/k", "abc");
    const auto faulty = fresh.answer(fresh.recognise(asked).value(), asked, Fault{.kind = kind});
    EXPECT_EQ(faulty.status, status) << static_cast<int>(kind);
    EXPECT_EQ(fresh.objects().count() == 1, is_stored) << static_cast<int>(kind);
  }
}

TEST_F(S3LookAlikeTest, RefusesBeforeAnyFault) {
  auto forged = request("PUT", "/s3/images/k", "abc");
  forged.path = "/s3/images/l";
  EXPECT_EQ(answer(forged, Fault{.kind = FaultKind::not_stored}).status, 403);
}

}  // namespace
}  // namespace pixferry::simulator
