#include "tests/supabase/supabase_fixture.hpp"

#include "testing/loopback_server.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using MissingBucket = SupabaseConfig::MissingBucket;
using testing::AllOf;
using testing::HasSubstr;

/// One sentence: a full stop at its end and none before.
bool is_one_sentence(const std::string& text) {
  return text.ends_with('.') && text.find(". ") == text.npos && text.find('\n') == text.npos;
}

class SupabaseCheck : public SupabaseTest {
 protected:
  Error complaint(SupabaseRig& rig, const SupabaseRig::Different& different) {
    rig.connect(different);
    const auto checked = rig.store().check({});
    EXPECT_FALSE(checked);
    if (checked) return {ErrorCode::internal, ""};
    EXPECT_TRUE(is_one_sentence(checked.error().message)) << checked.error().message;
    return checked.error();
  }
};

TEST_F(SupabaseCheck, TellsWhatTheBucketTakesAndStoresNothing) {
  SupabaseRig rig{
      with({.is_public = false, .object_bytes_max = 5 << 20, .mime_types = {"image/*"}})};
  const auto bucket = rig.store().check({});
  ASSERT_TRUE(bucket) << bucket.error().message;
  EXPECT_EQ(bucket->name, "images");
  EXPECT_FALSE(bucket->is_public);
  EXPECT_EQ(bucket->object_bytes_max, 5 << 20);
  EXPECT_TRUE(rig.project().buckets().objects().empty());
}

TEST_F(SupabaseCheck, NamesTheUrlWhereNobodyAnswers) {
  SupabaseRig rig{with({})};
  rig.simulator().stop();
  const auto error = complaint(rig, {});
  EXPECT_EQ(error.code, ErrorCode::storage_unavailable);
  EXPECT_THAT(error.message, AllOf(HasSubstr("SUPABASE_URL"), HasSubstr("check the address")));
}

TEST_F(SupabaseCheck, SaysThatSomethingElseAnswersThere) {
  for (const auto* answer : {"<html>It works!</html>", R"({"message":"Not Found"})"}) {
    for (const int status : {200, 301, 404, 405}) {
      LoopbackServer server{
          LoopbackServer::answering([&](const auto&) { return loopback_answer(status, answer); })};
      SystemClock clock;
      HttpClient http{{.trusted_origins = {server.origin()}}, clock, {}};
      SupabaseStore store{
          http, {.url = server.origin(), .service_key = Secret{"sb_secret_x"}}, clock, {}};
      const auto checked = store.check({});
      ASSERT_FALSE(checked) << status << answer;
      EXPECT_THAT(checked.error().message, HasSubstr("SUPABASE_URL")) << status << answer;
      EXPECT_TRUE(is_one_sentence(checked.error().message)) << checked.error().message;
    }
  }
}

TEST_F(SupabaseCheck, SaysWhichKeyWasPastedInPlaceOfTheServiceKey) {
  SupabaseRig rig{with({})};
  const auto& gate = rig.project().gate();
  const auto message_of = [&](const std::string& key) {
    const auto error = complaint(rig, {.key = key});
    EXPECT_EQ(error.code, ErrorCode::credentials_rejected);
    EXPECT_THAT(error.message, HasSubstr("SUPABASE_SERVICE_KEY"));
    EXPECT_THAT(error.message, testing::Not(HasSubstr(key)));
    return error.message;
  };
  EXPECT_THAT(message_of(gate.key_with_role("anon", 1h)), HasSubstr("anon key"));
  EXPECT_THAT(message_of("sb_publishable_x"), HasSubstr("publishable key"));
  EXPECT_THAT(message_of("sbp_0123"), HasSubstr("personal access token"));
  EXPECT_THAT(message_of(gate.key_with_role("authenticated", 1h)), HasSubstr("'authenticated'"));
  EXPECT_THAT(message_of(gate.key_with_role("service_role", -1s)), HasSubstr("expired"));
  EXPECT_THAT(message_of("a password"), HasSubstr("neither a JWT"));
  EXPECT_EQ(complaint(rig, {.key = ""}).code, ErrorCode::credentials_missing);
}

TEST_F(SupabaseCheck, SaysThatSupabaseRejectsTheKey) {
  SupabaseRig rig{with({})};
  const auto jwt = complaint(rig, {.key = kForged});
  EXPECT_EQ(jwt.code, ErrorCode::credentials_rejected);
  EXPECT_THAT(jwt.message,
              AllOf(HasSubstr("SUPABASE_SERVICE_KEY"), HasSubstr("signature verification failed")));
  const auto opaque = complaint(rig, {.key = "sb_secret_revoked"});
  EXPECT_EQ(opaque.code, ErrorCode::credentials_rejected);
  EXPECT_THAT(opaque.message, HasSubstr("Invalid API key"));
}

TEST_F(SupabaseCheck, NamesABucketThatIsMissingAndMayNotBeMade) {
  SupabaseRig rig{with({})};
  const auto error = complaint(rig, {.bucket = "holidays"});
  EXPECT_EQ(error.code, ErrorCode::invalid_configuration);
  EXPECT_THAT(error.message, AllOf(HasSubstr("SUPABASE_STORAGE_BUCKET"), HasSubstr("'holidays'"),
                                   HasSubstr("make it in the dashboard")));
  EXPECT_FALSE(rig.project().buckets().find("holidays"));
}

TEST_F(SupabaseCheck, MakesAMissingBucketAsItIsAllowedTo) {
  for (const auto missing : {MissingBucket::make_private, MissingBucket::make_public}) {
    SupabaseRig rig{{}};
    rig.connect({.bucket = "my photos", .missing_bucket = missing});
    const auto bucket = rig.store().check({});
    ASSERT_TRUE(bucket) << bucket.error().message;
    EXPECT_EQ(bucket->is_public, missing == MissingBucket::make_public);
    EXPECT_EQ(rig.project().buckets().find("my photos")->is_public, bucket->is_public);
    EXPECT_TRUE(put(rig));
    EXPECT_TRUE(rig.store().url({}, key_, 60s));
  }
}

constexpr auto kNoBucket =
    R"({"statusCode":"404","error":"Bucket not found","message":"Bucket not found"})";
constexpr auto kIsThere = R"({"statusCode":"409","error":"Duplicate","message":"exists"})";
constexpr auto kMayNot =
    R"({"statusCode":"403","error":"Unauthorized","message":"new row violates row-level )"
    R"(security policy","code":"AccessDenied"})";
constexpr auto kBucket = R"({"name":"images","public":false})";

/// Checks a store whose requests get these answers, one after the other.
Result<SupabaseBucket> check_answered(const std::vector<std::pair<int, const char*>>& answers) {
  std::size_t next = 0;
  LoopbackServer server{LoopbackServer::answering([&](const auto&) {
    const auto& [status, body] = answers.at(next++);
    return loopback_answer(status, body);
  })};
  SystemClock clock;
  HttpClient http{{.trusted_origins = {server.origin()}}, clock, {}};
  SupabaseStore store{
      http, {.url = server.origin(), .service_key = Secret{"sb_secret_x"}}, clock, {}};
  auto checked = store.check({});
  EXPECT_EQ(next, answers.size());
  return checked;
}

TEST_F(SupabaseCheck, TakesTheBucketThatAnotherProcessHasJustMadeAsItIs) {
  const auto bucket =
      check_answered({{400, kNoBucket}, {400, kIsThere}, {200, kBucket}, {200, "{}"}});
  ASSERT_TRUE(bucket) << bucket.error().message;
  EXPECT_FALSE(bucket->is_public);
}

TEST_F(SupabaseCheck, SaysThatTheKeyMayNotMakeTheBucketOrMayNotWriteToIt) {
  for (const auto& answers :
       {std::vector<std::pair<int, const char*>>{{400, kNoBucket}, {400, kMayNot}},
        {{200, kBucket}, {400, kMayNot}}}) {
    const auto checked = check_answered(answers);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::credentials_rejected);
    EXPECT_THAT(checked.error().message,
                AllOf(HasSubstr("SUPABASE_SERVICE_KEY may not write to the bucket 'images'"),
                      HasSubstr("row-level security")));
    EXPECT_TRUE(is_one_sentence(checked.error().message));
  }
}

TEST_F(SupabaseCheck, SaysThatTheBucketTakesNoImages) {
  SupabaseRig rig{with({.mime_types = {"text/*"}})};
  const auto error = complaint(rig, {});
  EXPECT_EQ(error.code, ErrorCode::invalid_configuration);
  EXPECT_THAT(error.message, HasSubstr("MIME types of the bucket 'images'"));
}

}  // namespace
}  // namespace pixferry
