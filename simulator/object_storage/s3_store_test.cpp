#include "pipeline/object_store/s3/s3_store.hpp"

#include <gmock/gmock.h>

#include "simulator/object_storage/s3_fixture.hpp"
#include "testing/manual_clock.hpp"

namespace pixferry::simulator {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(S3Store, KeepsTypeCachingAndChecksumWithTheObject) {
  S3Rig rig;
  ASSERT_TRUE(rig.put("abc"));
  const auto object = rig.service.objects().find(S3Rig::key().text);
  ASSERT_TRUE(object);
  EXPECT_EQ(*object->bytes, "abc");
  EXPECT_EQ(object->mime_type, "image/png");
  EXPECT_EQ(object->cache_control, "max-age=31536000, immutable");
  EXPECT_EQ(object->checksum, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  EXPECT_EQ(object->puts, 1);
}

TEST(S3Store, StoresAHundredMebibytesOnce) {
  S3Rig rig;
  rig.room.memory_file_bytes_max = 0;
  const auto content = rig.spooled(std::string(100 << 20, 'x'));
  ASSERT_TRUE(rig.store->put({}, S3Rig::key(), content, {}));
  EXPECT_EQ(rig.service.objects().find(S3Rig::key().text)->sha256, content.sha256().hex());
  EXPECT_EQ(rig.service.requests(Operation::put), 1);
  EXPECT_EQ(rig.service.requests(Operation::head), 0);
}

TEST(S3Store, SignsALinkThatLastsAsLongAsItIsAskedTo) {
  S3Rig rig;
  ASSERT_TRUE(rig.put("abc"));
  const auto link = rig.store->url({}, S3Rig::key(), 60s);
  ASSERT_TRUE(link);
  EXPECT_THAT(*link, HasSubstr("X-Amz-Expires=60"));
  const auto answer = rig.http->send({}, {.url = *link});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "abc");
  auto forged = *link;
  forged.back() = forged.back() == '0' ? '1' : '0';
  EXPECT_EQ(rig.http->send({}, {.url = forged})->status, 403);
}

TEST(S3Store, GivesTheLinkOfABucketThatEverybodyReads) {
  const S3Rig rig{{}, "", [](S3Config& config) { config.public_url = "https://cdn.example/p/"; }};
  EXPECT_EQ(*rig.store->url({}, S3Rig::key(), 60s), "https://cdn.example/p/" + S3Rig::key().text);
}

TEST(S3Store, RemovesThousandsAtOnce) {
  S3Rig rig;
  ASSERT_TRUE(rig.put("abc"));
  std::vector<ObjectKey> keys;
  for (int i = 0; i < 2001; ++i) keys.push_back(S3Rig::key(static_cast<std::uint8_t>(i)));
  ASSERT_TRUE(rig.store->remove({}, keys));
  EXPECT_EQ(rig.service.objects().count(), 0u);
  EXPECT_EQ(rig.service.requests(Operation::remove), 3);
}

TEST(S3Store, RemovesOneByOneWhereAServiceCannotRemoveMany) {
  S3Rig rig{{.removes_many = false}};
  const std::array keys{S3Rig::key(1), S3Rig::key(2)};
  for (const auto& key : keys) ASSERT_TRUE(rig.store->put({}, key, rig.spooled("abc"), {}));
  ASSERT_TRUE(rig.store->remove({}, keys));
  EXPECT_EQ(rig.service.objects().count(), 0u);
  EXPECT_EQ(rig.service.requests(Operation::remove), 3);
  ASSERT_TRUE(rig.store->remove({}, keys));
  EXPECT_EQ(rig.service.requests(Operation::remove), 5) << "it asks for many only once";
}

TEST(S3Store, LearnsTheRegionOnceAndSignsForItFromThenOn) {
  S3Rig rig{{.account = {.region = "eu-central-1"}}, "", [](S3Config& config) {
              config.region = "us-east-1";
            }};
  ASSERT_TRUE(rig.put("abc"));
  EXPECT_EQ(rig.service.requests(Operation::put), 2);
  ASSERT_TRUE(rig.put("abc"));
  EXPECT_EQ(rig.service.requests(Operation::put), 3);
  EXPECT_THAT(*rig.store->url({}, S3Rig::key(), 60s), HasSubstr("%2Feu-central-1%2F"));
}

/// The message of a put with something set wrong, which must not tell the secret.
std::string complaint_with(const std::function<void(S3Config&)>& change,
                           const S3LookAlikeOptions& options = {}) {
  S3Rig rig{options, "", change};
  const auto stored = rig.put("abc");
  EXPECT_FALSE(stored);
  if (stored) return "";
  EXPECT_EQ(stored.error().code, ErrorCode::storage_unavailable);
  EXPECT_EQ(rig.service.objects().count(), 0u);
  EXPECT_THAT(stored.error().message, Not(HasSubstr("secret")));
  const auto checked = rig.store->check({});
  EXPECT_FALSE(checked) << "what put complains about, check does too";
  return stored.error().message;
}

TEST(S3Store, SaysWhichSettingIsWrong) {
  EXPECT_THAT(complaint_with([](S3Config& config) { config.access_key_id = "nobody"; }),
              HasSubstr("S3_ACCESS_KEY_ID"));
  EXPECT_THAT(complaint_with([](S3Config& config) { config.secret_access_key = Secret{"secret"}; }),
              HasSubstr("S3_SECRET_ACCESS_KEY"));
  EXPECT_THAT(complaint_with([](S3Config& config) { config.bucket = "elsewhere"; }),
              AllOf(HasSubstr("S3_BUCKET"), HasSubstr("'elsewhere'")));
  EXPECT_THAT(complaint_with([](S3Config& config) { config.session_token = Secret{"old"}; },
                             {.account = {.session_token = "new"}}),
              HasSubstr("S3_SESSION_TOKEN"));
  EXPECT_THAT(complaint_with([](S3Config& config) { config.endpoint += "/more"; }),
              HasSubstr("S3_ENDPOINT"));
  EXPECT_THAT(complaint_with([](S3Config& config) { config.endpoint = "http://127.0.0.1:1"; }),
              HasSubstr("S3_ENDPOINT"));
}

TEST(S3Store, SaysThatTheEndpointIsNoAddressOrNotOneToGoTo) {
  SystemClock clock;
  HttpClient http{{}, clock, {}};
  for (const auto* endpoint : {"ftp://s3.example", "https://s3 example", "http://127.0.0.1:9000"}) {
    S3Store store{{.endpoint = endpoint, .bucket = "images"}, http, clock};
    const auto checked = store.check({});
    ASSERT_FALSE(checked) << endpoint;
    EXPECT_EQ(checked.error().code, ErrorCode::storage_unavailable) << endpoint;
    EXPECT_THAT(checked.error().message, HasSubstr("S3_ENDPOINT")) << endpoint;
  }
}

TEST(S3Store, SaysThatTheClockIsWrong) {
  S3Service service;
  const ManualClock another_year;
  HttpClient http{{.trusted_origins = {s3_origin(service.config())}}, another_year, {}};
  S3Store store{service.config(), http, another_year};
  const auto head = store.head({.deadline = Instant::max()}, S3Rig::key());
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().code, ErrorCode::storage_unavailable);
  const auto checked = store.check({});
  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error().message, HasSubstr("clock"));
}

TEST(S3Store, ChecksByWritingFindingAndRemoving) {
  S3Rig rig;
  ASSERT_TRUE(rig.store->check({}));
  EXPECT_EQ(rig.service.objects().puts(), 1u);
  EXPECT_EQ(rig.service.objects().count(), 0u);
}

TEST(S3Store, ChecksNoFurtherThanTheFirstFailure) {
  for (const auto* faults : {"put:403=always", "head:403=always", "delete:403=always"}) {
    S3Rig rig{{}, faults};
    const auto checked = rig.store->check({});
    ASSERT_FALSE(checked) << faults;
    EXPECT_THAT(checked.error().message, HasSubstr("S3_ACCESS_KEY_ID")) << faults;
  }
  S3Rig rig{{}, "put:lost=always"};
  EXPECT_THAT(rig.store->check({}).error().message, HasSubstr("does not have it"));
}

}  // namespace
}  // namespace pixferry::simulator
