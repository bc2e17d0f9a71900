#include "tests/supabase/supabase_fixture.hpp"

#include <array>
#include <thread>

#include "testing/raw_http_client.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using simulator::Operation;
using testing::AllOf;
using testing::HasSubstr;

HttpAnswer fetched(SupabaseRig& rig, const std::string& url) {
  auto answer = rig.http().send({}, {.url = url});
  EXPECT_TRUE(answer) << answer.error().message;
  return *std::move(answer);
}

TEST_F(SupabaseTest, StoresAnImageWithItsTypeAndForAYearInCaches) {
  SupabaseRig rig{with({})};
  ASSERT_TRUE(put(rig, "abc"));
  const auto object = rig.stored(key_);
  ASSERT_TRUE(object);
  EXPECT_EQ(*object->bytes, "abc");
  EXPECT_EQ(object->mime_type, "image/jpeg");
  EXPECT_EQ(object->cache_control, "max-age=31536000, immutable");
  EXPECT_EQ(rig.requests(Operation::put), 1U);
  EXPECT_EQ(rig.requests(Operation::head), 0U) << "what Supabase has confirmed is not asked again";
}

TEST_F(SupabaseTest, TellsOverHttpWhatTheProjectWasGiven) {
  SupabaseRig rig{with({})};
  ASSERT_TRUE(put(rig, "abc"));
  const auto record = fetched(rig, rig.simulator().base_url() + "/sim/supabase").body;
  EXPECT_THAT(record, AllOf(HasSubstr("\"count\":1"), HasSubstr("images/" + key_.text)));
}

TEST_F(SupabaseTest, GivesThePublicUrlOfAPublicBucket) {
  SupabaseRig rig{with({.is_public = true})};
  ASSERT_TRUE(put(rig, "abc"));
  const auto url = rig.store().url({}, key_, 60s);
  ASSERT_TRUE(url) << url.error().message;
  EXPECT_EQ(*url, rig.simulator().base_url() + "/storage/v1/object/public/images/" + key_.text);
  const auto answer = fetched(rig, *url);
  EXPECT_EQ(answer.body, "abc");
  EXPECT_EQ(answer.header("Content-Type"), "image/jpeg");
  EXPECT_EQ(answer.header("Cache-Control"), "max-age=31536000, immutable");
  EXPECT_EQ(rig.requests(Operation::sign), 0U);
}

TEST_F(SupabaseTest, SignsTheUrlsOfAPrivateBucketForAWhile) {
  SupabaseRig rig{with({.is_public = false})};
  ASSERT_TRUE(put(rig, "abc"));
  const auto url = rig.store().url({}, key_, 60s);
  ASSERT_TRUE(url) << url.error().message;
  EXPECT_EQ(fetched(rig, *url).body, "abc");
  const auto expired = rig.store().url({}, key_, 0s);
  EXPECT_THAT(fetched(rig, *expired).body, HasSubstr("claim timestamp check failed"));
}

TEST_F(SupabaseTest, LooksTheBucketUpOnceForAllUrls) {
  SupabaseRig rig{with({.is_public = true})};
  ASSERT_TRUE(rig.store().url({}, key_, 60s));
  rig.simulator().stop();
  EXPECT_TRUE(rig.store().url({}, key_, 60s));
}

TEST_F(SupabaseTest, SignsNoUrlOfAnAbsentObject) {
  SupabaseRig rig{with({.is_public = false})};
  EXPECT_EQ(rig.store().url({}, key_, 60s).error().code, ErrorCode::source_gone);
}

TEST_F(SupabaseTest, TakesBothKindsOfServiceKeyAndFindsWhereTheNewOneGoes) {
  for (const auto place :
       {simulator::OpaqueKeys::in_apikey_alone, simulator::OpaqueKeys::in_both_headers}) {
    SupabaseRig rig{{.buckets = {{}}, .opaque_keys = place}};
    EXPECT_TRUE(put(rig));
    rig.connect({.key = rig.project().gate().key_with_role("service_role", 1h)});
    EXPECT_TRUE(put(rig));
  }
}

TEST_F(SupabaseTest, RemembersWhereTheKeyGoes) {
  SupabaseRig rig{{.buckets = {{}}, .opaque_keys = simulator::OpaqueKeys::in_both_headers}};
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(put(rig));
  EXPECT_EQ(rig.requests(Operation::put), 4U) << "one more than there are objects";
}

TEST_F(SupabaseTest, RemovesMoreObjectsThanOneRequestNames) {
  SupabaseRig rig{with({})};
  std::vector<ObjectKey> keys;
  for (int i = 0; i < 1001; ++i) {
    Sha256 sha256;
    sha256.bytes[0] = static_cast<std::uint8_t>(i);
    sha256.bytes[1] = static_cast<std::uint8_t>(i >> 8);
    keys.push_back(object_key(Secret{"s"}, "default", sha256, ImageType::jpeg));
    rig.project().buckets().store({"images", keys.back().text},
                                  {.bytes = std::make_shared<const std::string>("abc")}, {});
  }
  ASSERT_TRUE(rig.store().remove({}, keys));
  EXPECT_TRUE(rig.project().buckets().objects().empty());
  EXPECT_EQ(rig.requests(Operation::remove), 2U);
}

TEST_F(SupabaseTest, RefusesAnObjectThatIsTooLargeAndSaysWhatToRaise) {
  SupabaseRig rig{with({.object_bytes_max = 4})};
  EXPECT_TRUE(put(rig, "1234"));
  const auto refused = put(rig, "12345");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_refused);
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr("5 bytes"), HasSubstr("file size limit"),
                                             HasSubstr("SUPABASE_STORAGE_BUCKET")));
}

TEST_F(SupabaseTest, RefusesAnObjectOfATypeThatTheBucketDoesNotTake) {
  SupabaseRig rig{with({.mime_types = {"image/png", "image/webp"}})};
  const auto refused = put(rig);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_refused);
  EXPECT_THAT(refused.error().message,
              AllOf(HasSubstr("image/jpeg"), HasSubstr("MIME types of the bucket 'images'")));
}

TEST_F(SupabaseTest, WaitsForWhatIsWrongWithTheStoreAsAWhole) {
  SupabaseRig rig{with({})};
  const auto code_with = [&](const SupabaseRig::Different& different) {
    rig.connect(different);
    const auto stored = put(rig);
    EXPECT_FALSE(stored);
    return stored.error().code;
  };
  EXPECT_EQ(code_with({.key = kForged}), ErrorCode::storage_unavailable);
  EXPECT_EQ(code_with({.bucket = "holidays"}), ErrorCode::storage_unavailable);
  EXPECT_EQ(code_with({.url = "http://127.0.0.1:1"}), ErrorCode::storage_unavailable);
}

TEST_F(SupabaseTest, TakesARejectedKeyForNoLossOfData) {
  SupabaseRig rig{with({.is_public = false})};
  ASSERT_TRUE(put(rig));
  rig.connect({.key = kForged});
  EXPECT_EQ(rig.store().head({}, key_).error().code, ErrorCode::storage_unavailable);
  auto into = spooled("");
  const auto got = rig.store().get({}, key_, into);
  EXPECT_EQ(got.error().code, ErrorCode::storage_unavailable);
  EXPECT_THAT(got.error().message, HasSubstr("SUPABASE_SERVICE_KEY"));
}

TEST_F(SupabaseTest, NeverTakesAKeyThatMayNotDeleteForOneThatDid) {
  SupabaseRig rig{with({})};
  ASSERT_TRUE(put(rig));
  rig.connect({.key = rig.project().gate().key_with_role("anon", 1h)});
  EXPECT_FALSE(rig.store().remove({}, std::array{key_}));
  EXPECT_TRUE(rig.stored(key_));
}

TEST_F(SupabaseTest, StoresTheSameObjectFromManyThreads) {
  SupabaseRig rig{with({})};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < 10; ++round) EXPECT_TRUE(put(rig));
      });
    }
  }
  EXPECT_EQ(rig.stored(key_)->puts, 80U);
  EXPECT_EQ(rig.project().buckets().objects().size(), 1U);
}

}  // namespace
}  // namespace pixferry
