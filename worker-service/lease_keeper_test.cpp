#include "worker-service/lease_keeper.hpp"

#include <gtest/gtest.h>

#include "testing/import_rig.hpp"
#include "testing/refusing_database.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

class LeaseKeeperTest : public testing::Test, protected ImportRig {
 protected:
  LeaseKeeper keeper{*ledger};
};

TEST_F(LeaseKeeperTest, KeepsALeaseFarLongerThanItWasGivenFor) {
  list_root({"a"});
  const auto lease = claim(1).front();
  const auto hold = keeper.hold(lease);
  for (int i = 0; i < 10; ++i) {
    clock.advance(limits.lease / 2);
    ASSERT_TRUE(keeper.tick(Context{}));
    EXPECT_TRUE(claim(1).empty());
  }
  EXPECT_FALSE(hold.stop_token().stop_requested());
}

TEST_F(LeaseKeeperTest, CallsOffTheWorkWhoseLeaseWasTakenOver) {
  list_root({"a"});
  const auto hold = keeper.hold(claim(1).front());
  clock.advance(limits.lease * 2);
  ASSERT_EQ(claim(1).size(), 1U);
  ASSERT_TRUE(keeper.tick(Context{}));
  EXPECT_TRUE(hold.stop_token().stop_requested());
}

TEST_F(LeaseKeeperTest, CallsOffEveryFileOfACancelledJob) {
  list_root({"a", "b"});
  const auto leases = claim(2);
  const auto first = keeper.hold(leases[0]);
  const auto second = keeper.hold(leases[1]);
  ASSERT_TRUE(ledger->cancel(Context{}, kDefaultOwner, job));
  ASSERT_TRUE(keeper.tick(Context{}));
  EXPECT_TRUE(first.stop_token().stop_requested());
  EXPECT_TRUE(second.stop_token().stop_requested());
}

TEST_F(LeaseKeeperTest, CatchesUpOnceAfterARenewalThatFailed) {
  list_root({"a"});
  RefusingDatabase catalog{*database};
  Ledger refused{catalog, clock, limits};
  LeaseKeeper behind{refused};
  const auto hold = behind.hold(claim(1).front());
  catalog.refuses = true;
  EXPECT_FALSE(behind.tick(Context{}));
  EXPECT_FALSE(behind.catch_up(Context{}));
  clock.advance(limits.lease * 2);
  catalog.refuses = false;
  EXPECT_TRUE(behind.catch_up(Context{}));
  EXPECT_TRUE(claim(1).empty()) << "what ran out meanwhile is ours again";
  EXPECT_FALSE(hold.stop_token().stop_requested());
  // Nothing is behind now, so nothing is asked.
  clock.advance(limits.lease * 2);
  EXPECT_TRUE(behind.catch_up(Context{}));
  EXPECT_EQ(claim(1).size(), 1U);
}

TEST_F(LeaseKeeperTest, ReleasedWorkIsRenewedNoMore) {
  list_root({"a"});
  { const auto hold = keeper.hold(claim(1).front()); }
  clock.advance(limits.lease / 2);
  ASSERT_TRUE(keeper.tick(Context{}));
  clock.advance(limits.lease);
  EXPECT_EQ(claim(1).size(), 1U);
}

TEST_F(LeaseKeeperTest, HoldsAFolderLikeAFile) {
  const auto folder = ledger->claim_folders(Context{}, job, 1);
  ASSERT_EQ(folder->size(), 1U);
  const auto hold = keeper.hold(folder->front());
  for (int i = 0; i < 4; ++i) {
    clock.advance(limits.lease / 2);
    ASSERT_TRUE(keeper.tick(Context{}));
  }
  EXPECT_TRUE(ledger->claim_folders(Context{}, job, 1)->empty());
  ASSERT_TRUE(ledger->cancel(Context{}, kDefaultOwner, job));
  ASSERT_TRUE(keeper.tick(Context{}));
  EXPECT_TRUE(hold.stop_token().stop_requested());
}

TEST_F(LeaseKeeperTest, AfterStopAllEvenNewWorkIsCalledOff) {
  list_root({"a"});
  keeper.stop_all();
  const auto hold = keeper.hold(claim(1).front());
  EXPECT_TRUE(hold.stop_token().stop_requested());
}

TEST_F(LeaseKeeperTest, IsIdleOnlyWhileNothingIsHeld) {
  list_root({"a"});
  EXPECT_TRUE(keeper.is_idle());
  {
    const auto hold = keeper.hold(claim(1).front());
    EXPECT_FALSE(keeper.is_idle());
  }
  keeper.wait_until_idle(1h);
  EXPECT_TRUE(keeper.is_idle());
}

}  // namespace
}  // namespace pixferry
