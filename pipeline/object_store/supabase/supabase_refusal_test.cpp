#include "pipeline/object_store/supabase/supabase_refusal.hpp"

#include <gmock/gmock.h>

#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

using Kind = SupabaseRefusal::Kind;

SupabaseRefusal read_refusal(int status, std::string body) {
  HttpAnswer answer;
  answer.status = status;
  answer.body = std::move(body);
  return read_supabase_refusal(answer);
}

std::string body(std::string_view status_code, std::string_view error, std::string_view message,
                 std::string_view code) {
  const auto quoted = [](std::string_view text) { return '"' + std::string{text} + '"'; };
  return R"({"statusCode":)" + quoted(status_code) + R"(,"error":)" + quoted(error) +
         R"(,"message":)" + quoted(message) + (code.empty() ? "" : R"(,"code":)" + quoted(code)) +
         "}";
}

struct Case {
  int status;
  std::string body;
  Kind kind;
};

TEST(SupabaseRefusal, ReadsTheTrueCodeFromTheBodyAndNotFromTheStatus) {
  const std::vector<Case> cases{
      {400, body("404", "not_found", "Object not found", "NoSuchKey"), Kind::object_missing},
      {400, body("404", "Bucket not found", "Bucket not found", "NoSuchBucket"),
       Kind::bucket_missing},
      {400, body("409", "Duplicate", "The resource already exists", "KeyAlreadyExists"),
       Kind::already_exists},
      {400, body("413", "Payload too large", "too large", "EntityTooLarge"), Kind::too_large},
      {400, body("415", "invalid_mime_type", "no", "InvalidMimeType"), Kind::type_not_taken},
      {400, body("400", "InvalidKey", "Invalid key: k", "InvalidKey"), Kind::request_refused},
      {400, body("403", "Unauthorized", "signature verification failed", "AccessDenied"),
       Kind::key_rejected},
      {400, body("403", "Unauthorized", "Invalid Compact JWS", "AccessDenied"),
       Kind::key_misplaced},
      {400,
       body("400", "Error", "headers must have required property 'authorization'",
            "InvalidRequest"),
       Kind::key_misplaced},
      {400,
       body("403", "Unauthorized", "new row violates row-level security policy", "AccessDenied"),
       Kind::forbidden},
      {400, body("503", "acquiring_lock_timeout", "acquiring lock timeout", "LockTimeout"),
       Kind::busy},
      {429, body("429", "too_many_connections", "Too many connections", "SlowDown"), Kind::busy},
      {544, body("544", "DatabaseTimeout", "timed out", "DatabaseTimeout"), Kind::unavailable},
      {500, body("500", "Internal", "Internal Server Error", "InternalError"), Kind::unavailable},
  };
  for (const auto& [status, text, kind] : cases) {
    EXPECT_EQ(read_refusal(status, text).kind, kind) << text;
  }
}

TEST(SupabaseRefusal, ReadsOlderServersThatTellNoCode) {
  const auto kind_of = [](std::string_view status, std::string_view error) {
    return read_refusal(400, body(status, error, "", "")).kind;
  };
  EXPECT_EQ(kind_of("404", "not_found"), Kind::object_missing);
  EXPECT_EQ(kind_of("404", "Bucket not found"), Kind::bucket_missing);
  EXPECT_EQ(kind_of("409", "Duplicate"), Kind::already_exists);
  EXPECT_EQ(kind_of("413", "Payload too large"), Kind::too_large);
  EXPECT_EQ(kind_of("423", "ResourceLocked"), Kind::busy);
  EXPECT_EQ(kind_of("503", "DatabaseReadOnly"), Kind::unavailable);
}

TEST(SupabaseRefusal, ReadsWhatStandsInFrontOfStorage) {
  const std::vector<Case> cases{
      {401, R"({"message":"Invalid API key","hint":"…"})", Kind::key_rejected},
      {401, R"({"message":"No API key found in request"})", Kind::key_rejected},
      {402, R"({"message":"Service for this project is restricted"})", Kind::quota_used_up},
      {404, R"({"message":"Route GET:/x not found","error":"Not Found","statusCode":404})",
       Kind::not_supabase},
      {404, "<html>", Kind::not_supabase},
      {301, "", Kind::not_supabase},
      {204, "", Kind::not_supabase},
      {413, "<html>413 Request Entity Too Large</html>", Kind::too_large},
      {429, "", Kind::busy},
      {502, "<html>", Kind::unavailable},
      {520, "", Kind::unavailable},
      {540, "", Kind::project_paused},
      {408, "", Kind::unavailable},
      {400, R"({"error":"Bad Request","message":"Client Error","statusCode":400})",
       Kind::request_refused},
  };
  for (const auto& [status, text, kind] : cases) {
    EXPECT_EQ(read_refusal(status, text).kind, kind) << status << ' ' << text;
  }
}

TEST(SupabaseRefusal, KeepsWhatWasSaidInOnePrintableLine) {
  const auto refusal =
      read_refusal(400, R"({"statusCode":"400","message":"a\n\u001b[31mb\u202e"})");
  EXPECT_EQ(refusal.detail, "a\uFFFD\uFFFD[31mb\uFFFD");
  EXPECT_EQ(refusal.status, 400);
  EXPECT_LE(read_refusal(400, R"({"message":")" + std::string(5000, 'x') + "\"}").detail.size(),
            203U);
  EXPECT_LE(read_refusal(400, R"({"message":")" + std::string(500, '\x7f') + "\"}").detail.size(),
            203U);
}

TEST(SupabaseRefusal, SurvivesWhateverIsAnswered) {
  SeededRandom random{11};
  const auto sound = body("403", "Unauthorized", "Invalid Compact JWS", "AccessDenied");
  for (int round = 0; round < 2000; ++round) {
    auto damaged = sound.substr(0, random.bits() % (sound.size() + 1));
    if (!damaged.empty())
      damaged[random.bits() % damaged.size()] = static_cast<char>(random.bits());
    const auto refusal = read_refusal(static_cast<int>(random.bits() % 600), damaged);
    EXPECT_EQ(refusal.detail.find('\n'), std::string::npos);
  }
}

}  // namespace
}  // namespace pixferry
