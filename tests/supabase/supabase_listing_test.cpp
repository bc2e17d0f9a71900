#include "tests/supabase/supabase_fixture.hpp"

namespace pixferry {
namespace {

using simulator::Operation;
using testing::AllOf;
using testing::HasSubstr;

/// A request as the store makes it, with another body.
class SupabaseListingTest : public SupabaseTest {
 protected:
  HttpAnswer ask(SupabaseRig& rig, std::string body,
                 std::string key = std::string{simulator::SupabaseGate::kSecretKey}) {
    const auto answer = rig.http().send(
        {}, {.method = "POST",
             .url = rig.simulator().base_url() + "/storage/v1/object/list-v2/images",
             .headers = {{"apikey", key}, {"Content-Type", "application/json"}},
             .body = std::move(body)});
    EXPECT_TRUE(answer);
    return answer ? *answer : HttpAnswer{};
  }
};

TEST_F(SupabaseListingTest, AnswersInTheShapeOfStorage) {
  SupabaseRig rig{with({})};
  rig.project().buckets().store({"images", "a/b.png"},
                                {.bytes = std::make_shared<const std::string>("abc"),
                                 .mime_type = "image/png",
                                 .cache_control = "no-cache"},
                                from_milliseconds(1'769'853'600'500));
  const auto answer = ask(rig, R"({"prefix":"a/","limit":1})");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(
      answer.body,
      AllOf(HasSubstr(R"("hasNext":false,"folders":[],"objects":[{"name":"a/b.png")"),
            HasSubstr(R"("updated_at":"2026-01-31T10:00:00.500Z")"), HasSubstr(R"("size":3)")));
}

TEST_F(SupabaseListingTest, RefusesWhatStorageRefuses) {
  SupabaseRig rig{with({})};
  EXPECT_THAT(ask(rig, "no json").body, HasSubstr("FastifyError"));
  EXPECT_THAT(ask(rig, R"({"limit":0})").body, HasSubstr("body/limit must be >= 1"));
  EXPECT_EQ(ask(rig, R"({"cursor":"made up"})").status, 500);
  EXPECT_EQ(ask(rig, "{}", "sb_secret_other").status, 401);
}

TEST_F(SupabaseListingTest, ShowsNothingToAKeyForBrowsers) {
  SupabaseRig rig{with({})};
  ASSERT_TRUE(put(rig));
  EXPECT_THAT(ask(rig, "{}").body, HasSubstr(key_.text));
  EXPECT_EQ(ask(rig, "{}", std::string{simulator::SupabaseGate::kPublishableKey}).body,
            R"({"hasNext":false,"folders":[],"objects":[]})");
  rig.connect({.key = std::string{simulator::SupabaseGate::kPublishableKey}});
  EXPECT_THAT(rig.store().list({}, "").error().message, HasSubstr("SUPABASE_SERVICE_KEY"));
}

TEST_F(SupabaseListingTest, TellsAnAbsentBucketFromAnEmptyOne) {
  SupabaseRig rig{with({})};
  EXPECT_TRUE(rig.store().list({}, ""));
  rig.connect({.bucket = "elsewhere"});
  const auto listed = rig.store().list({}, "");
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().code, ErrorCode::storage_unavailable);
  EXPECT_THAT(listed.error().message, HasSubstr("SUPABASE_STORAGE_BUCKET"));
}

TEST_F(SupabaseListingTest, TakesNoAnswerForAListThatIsNone) {
  for (const auto* fault :
       {"500", "503", "429", "html", "reset-body", "cut", "short", "lost", "403"}) {
    SupabaseRig rig{with({}), std::string{"list-objects:"} + fault + "=1x"};
    ASSERT_TRUE(put(rig));
    const auto listed = rig.store().list({}, "");
    ASSERT_FALSE(listed) << fault;
    EXPECT_EQ(listed.error().code, ErrorCode::storage_unavailable) << fault;
    EXPECT_THAT(listed.error().message, HasSubstr("SUPABASE_")) << fault;
    EXPECT_EQ(rig.requests(Operation::list_objects), 1U) << fault;
    EXPECT_EQ(rig.store().list({}, "")->objects.size(), 1U) << fault;
  }
}

TEST_F(SupabaseListingTest, SaysThatAServerIsTooOldToBePagedThrough) {
  const SupabaseErrors errors{{.url = "https://x.supabase.co"}};
  const auto refusal =
      read_supabase_refusal({.status = 404,
                             .body = R"({"message":"Route POST:/object/list-v2/images not found",)"
                                     R"("error":"Not Found","statusCode":404})"});
  const auto error = errors.while_listing(refusal);
  EXPECT_EQ(error.code, ErrorCode::storage_unavailable);
  EXPECT_THAT(error.message, AllOf(HasSubstr("list-v2"), HasSubstr("update it")));
}

TEST_F(SupabaseListingTest, EndsWithItsDeadline) {
  SupabaseRig rig{with({})};
  const auto listed = rig.store().list({.deadline = SystemClock{}.steady()}, "");
  ASSERT_FALSE(listed);
  EXPECT_EQ(listed.error().code, ErrorCode::timeout);
}

}  // namespace
}  // namespace pixferry
