#include "tests/supabase/supabase_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;
using simulator::Operation;
using testing::HasSubstr;

TEST_F(SupabaseTest, FindsAnObjectThatWasStoredAlthoughTheAnswerWasAnError) {
  for (const auto* fault :
       {"put:500-stored=always", "put:reset=always", "put:cut=always", "put:short=always"}) {
    SupabaseRig rig{with({}), fault};
    const auto stored = put(rig);
    EXPECT_TRUE(stored) << fault << ": " << stored.error().message;
    EXPECT_EQ(rig.stored(key_)->puts, 1U) << fault << ": nothing is sent twice";
    EXPECT_EQ(rig.requests(Operation::head), 1U) << fault;
  }
}

TEST_F(SupabaseTest, SaysThatNothingIsStoredWhereNothingIs) {
  for (const auto* fault :
       {"put:500=always", "put:502=always", "put:504=always", "put:html=always"}) {
    SupabaseRig rig{with({}), fault};
    const auto stored = put(rig);
    ASSERT_FALSE(stored) << fault;
    EXPECT_EQ(stored.error().code, ErrorCode::storage_unavailable) << fault;
    EXPECT_THAT(stored.error().message, HasSubstr("SUPABASE_URL")) << fault;
    EXPECT_FALSE(rig.stored(key_));
  }
}

TEST_F(SupabaseTest, DoesNotTakeAnObjectOfAnotherSizeForTheOneThatWasSent) {
  SupabaseRig rig{with({}), "put:500=1x"};
  rig.project().buckets().store({"images", key_.text},
                                {.bytes = std::make_shared<const std::string>("ab")}, {});
  EXPECT_FALSE(put(rig, "abc"));
  EXPECT_TRUE(put(rig, "abc"));
  EXPECT_EQ(*rig.stored(key_)->bytes, "abc");
}

TEST_F(SupabaseTest, TriesAgainWhatIsSaidToBeThereAndIsNot) {
  SupabaseRig rig{with({}), "put:409=1x"};
  const auto refused = put(rig);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::storage_unavailable);
  EXPECT_TRUE(put(rig));
  EXPECT_EQ(rig.stored(key_)->puts, 1U);
}

TEST_F(SupabaseTest, TakesWhatIsSaidToBeThereAndIsForStored) {
  SupabaseRig rig{with({}), "put:409=2x"};
  EXPECT_FALSE(put(rig));
  rig.project().buckets().store({"images", key_.text},
                                {.bytes = std::make_shared<const std::string>("abc")}, {});
  EXPECT_TRUE(put(rig, "abc"));
}

TEST_F(SupabaseTest, StoresAfterAFaultThatPasses) {
  for (const auto* fault : {"put:500=1x", "put:500-stored=1x", "put:reset=1x", "put:429=1x",
                            "put:503=1x", "put:full=1x", "put:html=1x"}) {
    SupabaseRig rig{with({}), fault};
    if (!put(rig)) {
      EXPECT_TRUE(put(rig)) << fault;
    }
    EXPECT_EQ(*rig.stored(key_)->bytes, "abc") << fault;
  }
}

TEST_F(SupabaseTest, PassesOnHowLongItIsAskedToWait) {
  SupabaseRig rig{with({}), "put:429+7s=1x,head:503+3s=1x"};
  const auto put_later = put(rig);
  EXPECT_EQ(put_later.error().code, ErrorCode::storage_unavailable);
  EXPECT_EQ(put_later.error().retry_after, 7s);
  EXPECT_EQ(rig.requests(Operation::head), 0U) << "too many requests are answered by no more";
  EXPECT_EQ(rig.store().head({}, key_).error().retry_after, 3s);
}

TEST_F(SupabaseTest, TellsAUsedUpPlanFromAnObjectThatIsTooLarge) {
  SupabaseRig rig{with({}), "put:full=1x,put:413=always"};
  const auto full = put(rig);
  EXPECT_EQ(full.error().code, ErrorCode::storage_full);
  EXPECT_THAT(full.error().message, HasSubstr("exceed_storage_size_quota"));
  EXPECT_EQ(put(rig).error().code, ErrorCode::storage_refused);
}

TEST_F(SupabaseTest, JudgesNothingByTheEtag) {
  SupabaseRig rig{with({}),
                  "put:500-stored=1x,head:wrong-etag=always,get-object:wrong-etag=always"};
  EXPECT_TRUE(put(rig, "abc"));
  auto into = Spool::open(room_, {.size_bytes_max = 100});
  EXPECT_TRUE(rig.store().get({}, key_, *into));
}

TEST_F(SupabaseTest, NeverGivesPartOfAnObjectForTheWhole) {
  for (const auto* fault : {"get-object:cut=always", "get-object:reset-body=always",
                            "get-object:reset=always", "get-object:500=always"}) {
    SupabaseRig rig{with({}), fault};
    ASSERT_TRUE(put(rig, std::string(100'000, 'x')));
    auto into = Spool::open(room_, {.size_bytes_max = 1 << 20});
    const auto got = rig.store().get({}, key_, *into);
    ASSERT_FALSE(got) << fault;
    EXPECT_EQ(got.error().code, ErrorCode::storage_unavailable) << fault;
  }
}

TEST_F(SupabaseTest, TakesNoPageForTheAnswerOfARemovalOrASignature) {
  SupabaseRig rig{with({.is_public = false}), "delete:html=always,sign:html=always"};
  ASSERT_TRUE(put(rig));
  EXPECT_EQ(rig.store().remove({}, std::array{key_}).error().code, ErrorCode::storage_unavailable);
  EXPECT_EQ(rig.store().url({}, key_, 60s).error().code, ErrorCode::storage_unavailable);
}

TEST_F(SupabaseTest, GivesUpAtItsDeadline) {
  SupabaseRig rig{with({}), "put:slow=always"};
  const Context context{.deadline = std::chrono::steady_clock::now() + 100ms};
  const auto stored = rig.store().put(context, key_, spooled("abc"), {.mime_type = "image/jpeg"});
  EXPECT_EQ(stored.error().code, ErrorCode::timeout);
}

}  // namespace
}  // namespace pixferry
