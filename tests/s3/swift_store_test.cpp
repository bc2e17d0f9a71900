#include <gmock/gmock.h>
#include <sys/resource.h>

#include <atomic>

#include "pipeline/object_store/object_key.hpp"
#include "pipeline/object_store/s3/s3_store.hpp"
#include "testing/object_lister_contract.hpp"
#include "testing/object_store_contract.hpp"
#include "testing/spool_text.hpp"
#include "testing/swift_server.hpp"

namespace pixferry {
namespace {

using ::testing::HasSubstr;

/// One server for the whole program.
SwiftServer& swift() {
  static SwiftServer server;
  return server;
}

/// The way to a fresh bucket.
S3Config fresh_bucket() {
  static std::atomic<int> count = 0;
  const auto name = "bucket-" + std::to_string(++count);
  swift().make_bucket(name);
  return {.endpoint = swift().endpoint(),
          .bucket = name,
          .access_key_id = std::string{SwiftServer::kAccessKeyId},
          .secret_access_key = Secret{std::string{SwiftServer::kSecretAccessKey}}};
}

struct SwiftStore {
  explicit SwiftStore(S3Config config)
      : http(HttpPolicy{.trusted_origins = {s3_origin(config)}}, clock, Limits{}),
        store(std::move(config), http, clock) {}

  SystemClock clock;
  HttpClient http;
  S3Store store;
};

INSTANTIATE_TEST_SUITE_P(Swift, ObjectStoreContract,
                         testing::Values(ObjectStoreCase{"S3Store",
                                                         []() -> std::shared_ptr<ObjectStore> {
                                                           if (SwiftServer::missing_package())
                                                             return nullptr;
                                                           auto own = std::make_shared<SwiftStore>(
                                                               fresh_bucket());
                                                           return {own, &own->store};
                                                         },
                                                         SwiftServer::missing_package}),
                         object_store_case_name);

/// Lays an object there whose key no store would take.
void put_foreign(SwiftStore& rig, const S3Config& config, const std::string& key) {
  const S3Requests requests{config, rig.clock};
  const auto put = rig.http.send({}, requests.put_text(key, "foreign"));
  EXPECT_TRUE(put && put->is_success()) << key;
}

INSTANTIATE_TEST_SUITE_P(Swift, ObjectListerContract,
                         testing::Values(ObjectListerCase{
                             "S3Store",
                             [] {
                               const auto config = fresh_bucket();
                               auto own = std::make_shared<SwiftStore>(config);
                               return ListedStore{.store = {own, &own->store},
                                                  .lister = &own->store,
                                                  .put_foreign = [raw = own.get(),
                                                                  config](const std::string& key) {
                                                    put_foreign(*raw, config, key);
                                                  }};
                             },
                             SwiftServer::missing_package}),
                         object_lister_case_name);

class SwiftStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto package = SwiftServer::missing_package()) {
      GTEST_SKIP() << "the package " << *package << " is not installed";
    }
  }
  Spool spooled(std::string_view text) {
    auto spool = Spool::open(room_, {.size_bytes_max = 200 << 20});
    EXPECT_TRUE(spool && spool->write(std::as_bytes(std::span{text})) && spool->finish());
    return std::move(*spool);
  }
  Result<> put(const S3Config& config) {
    SwiftStore rig{config};
    return rig.store.put({}, key_, spooled("abc"), {.mime_type = "image/png"});
  }

  TemporaryDirectory directory_;
  SpoolRoom room_{.directory = directory_.path()};
  ObjectKey key_ = object_key(Secret{"s"}, "default", Sha256{}, ImageType::png);
};

TEST_F(SwiftStoreTest, PassesItsCheckAndLeavesNothingBehind) {
  SwiftStore rig{fresh_bucket()};
  const auto checked = rig.store.check({});
  EXPECT_TRUE(checked) << checked.error().message;
}

TEST_F(SwiftStoreTest, KeepsTypeAndCachingOfAnObjectForWhoeverHasTheLink) {
  SwiftStore rig{fresh_bucket()};
  ASSERT_TRUE(rig.store.put({}, key_, spooled("abc"), {.mime_type = "image/png"}));
  const auto link = rig.store.url({}, key_, std::chrono::minutes{1});
  ASSERT_TRUE(link);
  const auto answer = rig.http.send({}, {.url = *link});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "abc");
  EXPECT_EQ(answer->header("Content-Type"), "image/png");
  EXPECT_EQ(answer->header("Cache-Control"), "max-age=31536000, immutable");
  auto forged = *link;
  forged.back() = forged.back() == '0' ? '1' : '0';
  EXPECT_EQ(rig.http.send({}, {.url = forged})->status, 403);
}

TEST_F(SwiftStoreTest, SaysWhichSettingIsWrong) {
  const auto right = fresh_bucket();
  auto config = right;
  config.secret_access_key = Secret{"another"};
  EXPECT_THAT(put(config).error().message, HasSubstr("S3_SECRET_ACCESS_KEY"));
  config = right;
  config.access_key_id = "test:nobody";
  EXPECT_THAT(put(config).error().message, HasSubstr("S3_ACCESS_KEY_ID"));
  config = right;
  config.bucket = "nowhere";
  EXPECT_THAT(put(config).error().message, HasSubstr("S3_BUCKET"));
}

TEST_F(SwiftStoreTest, LearnsTheRegionFromTheService) {
  auto config = fresh_bucket();
  config.region = "eu-central-1";
  const auto stored = put(config);
  EXPECT_TRUE(stored) << stored.error().message;
}

/// The most memory that this process has held so far.
std::int64_t memory_bytes_max() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024;
}

TEST_F(SwiftStoreTest, StoresALargeObjectWithoutHoldingItInMemory) {
  constexpr std::int64_t kPieceBytes = 1 << 20;
  constexpr int kPieces = 100;
  SwiftStore rig{fresh_bucket()};
  room_.memory_file_bytes_max = 0;
  auto content = Spool::open(room_, {.size_bytes_max = kPieces * kPieceBytes});
  ASSERT_TRUE(content);
  const std::string piece(kPieceBytes, 'x');
  for (int i = 0; i < kPieces; ++i) ASSERT_TRUE(write_text(*content, piece));
  ASSERT_TRUE(content->finish());
  const auto before = memory_bytes_max();
  ASSERT_TRUE(rig.store.put({}, key_, *content, {.mime_type = "image/png"}));
  EXPECT_LT(memory_bytes_max() - before, 16 * kPieceBytes);
  EXPECT_EQ((*rig.store.head({}, key_))->size_bytes, kPieces * kPieceBytes);
}

}  // namespace
}  // namespace pixferry
