#include <gmock/gmock.h>

#include "simulator/object_storage/s3_fixture.hpp"

namespace pixferry::simulator {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

/// What a put under these faults comes to, and how often the service was asked.
struct Trial {
  explicit Trial(std::string_view faults, const S3LookAlikeOptions& options = {})
      : rig(options, faults), stored(rig.put("abc")) {}

  ErrorCode code() const { return stored.error().code; }
  bool is_there() { return rig.service.objects().count() == 1; }
  int puts() const { return rig.service.requests(Operation::put); }
  int heads() const { return rig.service.requests(Operation::head); }

  S3Rig rig;
  Result<> stored;
};

TEST(S3StoreFault, FindsTheObjectAfterAnAnswerThatWasLostOrWrong) {
  for (const auto* fault : {"500-stored", "reset", "wrong-etag"}) {
    Trial trial{std::string{"put:"} + fault + "=1x"};
    EXPECT_TRUE(trial.stored) << fault << ": " << trial.stored.error().message;
    EXPECT_TRUE(trial.is_there()) << fault;
    EXPECT_EQ(trial.puts(), 1) << fault;
    EXPECT_EQ(trial.heads(), 1) << fault;
  }
}

TEST(S3StoreFault, SendsNothingTwiceAndLeavesItToTheRetryPolicy) {
  for (const auto* fault : {"500", "502", "504", "409", "html"}) {
    Trial trial{std::string{"put:"} + fault + "=1x"};
    ASSERT_FALSE(trial.stored) << fault;
    EXPECT_EQ(trial.code(), ErrorCode::storage_unavailable) << fault;
    EXPECT_FALSE(trial.is_there()) << fault;
    EXPECT_EQ(trial.puts(), 1) << fault;
    EXPECT_EQ(trial.heads(), 1) << fault;
  }
}

TEST(S3StoreFault, StoresAtTheNextTry) {
  Trial trial{"put:500=1x"};
  ASSERT_FALSE(trial.stored);
  EXPECT_TRUE(trial.rig.put("abc"));
  EXPECT_TRUE(trial.is_there());
}

TEST(S3StoreFault, LooksForNothingAfterARefusalThatIsPlain) {
  struct Case {
    const char* fault;
    ErrorCode code;
  };
  for (const auto& [fault, code] :
       {Case{"slowdown", ErrorCode::storage_unavailable},
        Case{"503", ErrorCode::storage_unavailable}, Case{"429", ErrorCode::storage_unavailable},
        Case{"403", ErrorCode::storage_unavailable}, Case{"413", ErrorCode::storage_refused},
        Case{"full", ErrorCode::storage_full}}) {
    Trial trial{std::string{"put:"} + fault + "=always"};
    ASSERT_FALSE(trial.stored) << fault;
    EXPECT_EQ(trial.code(), code) << fault;
    EXPECT_EQ(trial.heads(), 0) << fault;
    EXPECT_FALSE(trial.is_there()) << fault;
  }
}

TEST(S3StoreFault, HandsOnHowLongTheServiceWantsToBeLeftAlone) {
  Trial trial{"put:slowdown+7s=always"};
  ASSERT_FALSE(trial.stored);
  EXPECT_EQ(trial.stored.error().retry_after, 7s);
}

TEST(S3StoreFault, DoesNotTakeOtherBytesForTheObject) {
  Trial trial{"put:wrong-etag=always,head:wrong-etag=always"};
  ASSERT_FALSE(trial.stored);
  EXPECT_EQ(trial.code(), ErrorCode::storage_unavailable);
  EXPECT_THAT(trial.stored.error().message, HasSubstr("other bytes"));
}

TEST(S3StoreFault, TellsOtherBytesByTheEtagWhereNoChecksumIsKept) {
  Trial trial{"put:wrong-etag=always,head:wrong-etag=always", {.keeps_checksums = false}};
  ASSERT_FALSE(trial.stored);
  EXPECT_THAT(trial.stored.error().message, HasSubstr("other bytes"));
}

TEST(S3StoreFault, DoesNotTakeWhatWasThereBeforeForTheNewObject) {
  for (const auto* before : {"damaged", "abd", ""}) {
    S3Rig rig{{}, "put:500=1x"};
    rig.service.objects().put(S3Rig::key().text,
                              {.bytes = std::make_shared<const std::string>(before)});
    EXPECT_FALSE(rig.put("abc")) << before;
    ASSERT_TRUE(rig.put("abc")) << before;
    EXPECT_EQ(*rig.service.objects().find(S3Rig::key().text)->bytes, "abc");
  }
}

TEST(S3StoreFault, TellsAnAbsentObjectFromOneThatCannotBeHad) {
  S3Rig rig{{}, "head:500=1x,get-object:503=1x"};
  EXPECT_EQ(rig.store->head({}, S3Rig::key()).error().code, ErrorCode::storage_unavailable);
  EXPECT_FALSE(rig.store->head({}, S3Rig::key())->has_value());
  auto into = rig.spooled("");
  EXPECT_EQ(rig.store->get({}, S3Rig::key(), into).error().code, ErrorCode::storage_unavailable);
}

TEST(S3StoreFault, GivesNoPartOfAnObjectForTheWhole) {
  for (const auto* fault : {"reset-body", "cut", "reset"}) {
    S3Rig rig{{}, std::string{"get-object:"} + fault + "=always"};
    ASSERT_TRUE(rig.put(std::string(100'000, 'x')));
    auto into = Spool::open(rig.room, {.size_bytes_max = 1 << 20});
    ASSERT_TRUE(into);
    EXPECT_EQ(rig.store->get({}, S3Rig::key(), *into).error().code, ErrorCode::storage_unavailable)
        << fault;
  }
}

TEST(S3StoreFault, SaysWhichRemovalFailed) {
  S3Rig rig{{}, "delete:slowdown+3s=always"};
  const std::array keys{S3Rig::key(1), S3Rig::key(2)};
  EXPECT_EQ(rig.store->remove({}, keys).error().retry_after, 3s);
  EXPECT_EQ(rig.store->remove({}, std::span{keys}.first(1)).error().retry_after, 3s);
}

TEST(S3StoreFault, GivesUpAtTheDeadlineAndWhenStopped) {
  S3Rig rig{{}, "put:slow=always"};
  const Context soon{.deadline = rig.clock.steady() + 100ms};
  EXPECT_EQ(rig.put("abc", soon).error().code, ErrorCode::timeout);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(rig.put("abc", {.stop = stop.get_token()}).error().code, ErrorCode::stopped);
}

TEST(S3StoreFault, SaysThatNobodyAnswers) {
  S3Rig rig;
  rig.service.stop();
  const auto stored = rig.put("abc");
  EXPECT_EQ(stored.error().code, ErrorCode::storage_unavailable);
  EXPECT_THAT(stored.error().message, HasSubstr("S3_ENDPOINT"));
}

}  // namespace
}  // namespace pixferry::simulator
