#include "pipeline/object_store/supabase/supabase_key.hpp"

#include <gtest/gtest.h>

#include "pipeline/object_store/supabase/base64url.hpp"
#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

using KeyKind = SupabaseKey::Kind;

std::string jwt(std::string_view claims) {
  return base64url(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url(claims) + ".c2lnbmF0dXJl";
}

SupabaseKey read_key(std::string text) {
  return read_supabase_key(Secret{std::move(text)});
}

TEST(SupabaseKey, TellsTheRoleOfAJwt) {
  EXPECT_EQ(read_key(jwt(R"({"role":"service_role"})")).kind, KeyKind::service_jwt);
  EXPECT_EQ(read_key(jwt(R"({"role":"anon"})")).kind, KeyKind::anon_jwt);
  const auto other = read_key(jwt(R"({"role":"authenticated"})"));
  EXPECT_EQ(other.kind, KeyKind::user_jwt);
  EXPECT_EQ(other.role, "authenticated");
  EXPECT_EQ(read_key(jwt("{}")).kind, KeyKind::user_jwt);
}

TEST(SupabaseKey, TellsTheProjectAndTheEndOfAJwt) {
  const auto key = read_key(jwt(R"({"role":"service_role","ref":"abcdef","exp":1800000000})"));
  EXPECT_EQ(key.project, "abcdef");
  EXPECT_EQ(key.expires_at, Timestamp{std::chrono::seconds{1'800'000'000}});
  for (const auto* never : {"-1", "9223372036854775807", "\"soon\"", "null"}) {
    EXPECT_FALSE(read_key(jwt(std::string{R"({"exp":)"} + never + "}")).expires_at) << never;
  }
}

TEST(SupabaseKey, TellsOpaqueKeysByTheirBeginning) {
  EXPECT_EQ(read_key("sb_secret_abc").kind, KeyKind::secret);
  EXPECT_EQ(read_key("sb_publishable_abc").kind, KeyKind::publishable);
  EXPECT_EQ(read_key("sbp_abc").kind, KeyKind::personal_access);
}

TEST(SupabaseKey, KnowsNothingOfOtherTexts) {
  for (const auto* text : {"", "hunter2", "a.b", "a.b.c", "..", "e30.e30.e30.e30", "e30.W10.c2ln",
                           "e30.e30=.c2ln", "postgresql://u:p@h/db"}) {
    EXPECT_EQ(read_key(text).kind, KeyKind::unknown) << text;
  }
}

TEST(Base64Url, WritesAndReadsTheVectorsOfItsSpecification) {  // RFC 4648, section 10
  for (const auto& [bytes, text] : {std::pair{"", ""},
                                    {"f", "Zg"},
                                    {"fo", "Zm8"},
                                    {"foo", "Zm9v"},
                                    {"foobar", "Zm9vYmFy"},
                                    {"\xfb\xff", "-_8"}}) {
    EXPECT_EQ(base64url(bytes), text);
    EXPECT_EQ(base64url_decoded(text), bytes);
  }
}

TEST(Base64Url, ReadsNothingElse) {
  for (const auto* text : {"Z", "Zg==", "Zh", "Zm9", "Zm9v!", "Zm 9v", "+/8"}) {
    EXPECT_EQ(base64url_decoded(text), std::nullopt) << text;
  }
}

TEST(Base64Url, ReadsWhatItWrote) {
  SeededRandom random{7};
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random.bits() % 40, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random.bits());
    EXPECT_EQ(base64url_decoded(base64url(bytes)), bytes);
  }
}

}  // namespace
}  // namespace pixferry
