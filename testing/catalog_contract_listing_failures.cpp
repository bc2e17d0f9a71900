#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_listing_failures_contract() {}

namespace {

using std::chrono::milliseconds;

TEST_P(CatalogContract, AnUnreadableSubfolderFailsAlone) {
  const auto job = start();
  auto page = page_of({"a"});
  page.folders = {page_folder("sub")};
  commit(claim_folder(job), page);
  const auto lost = ledger_->fail_folder(context_, claim_folder(job),
                                         {ErrorCode::folder_forbidden, "It is private."});
  ASSERT_TRUE(lost);
  finish(claim_one(job), imported("A"));
  settle();
  const auto seen = snapshot(job);
  EXPECT_EQ(seen.state, JobState::completed);
  EXPECT_FALSE(seen.error);
  EXPECT_EQ(seen.unreadable_folders, 1);
}

TEST_P(CatalogContract, TheRootsFailureIsTheJobs) {
  const auto job = start();
  const auto ended = ledger_->fail_folder(context_, claim_folder(job),
                                          {ErrorCode::folder_not_found, "There is none."});
  ASSERT_TRUE(ended);
  EXPECT_EQ(settle(), std::vector{job});
  const auto seen = snapshot(job);
  EXPECT_EQ(seen.state, JobState::failed);
  EXPECT_EQ(seen.error->code, ErrorCode::folder_not_found);
  EXPECT_EQ(seen.error->message, "There is none.");
  EXPECT_EQ(seen.unreadable_folders, 0);
}

TEST_P(CatalogContract, APostponedFolderComesBackAfterItsDelayWithANewToken) {
  const auto job = start();
  const auto lease = claim_folder(job);
  ASSERT_TRUE(ledger_->postpone_folder(context_, lease, postponed(milliseconds{5000})));
  EXPECT_FALSE(is_ready(job));
  const auto late = ledger_->commit_page(context_, lease, page_of({"a"}));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::lease_lost);
  clock_.advance(milliseconds{5000});
  EXPECT_EQ(claim_folder(job).attempts, 2);
}

TEST_P(CatalogContract, APostponedFolderThatIsNotToBlameKeepsItsAttempts) {
  const auto job = start();
  auto why = postponed(milliseconds{0});
  why.refund_attempt = true;
  for (int i = 0; i < 2 * limits_.attempts_max; ++i) {
    const auto lease = claim_folder(job);
    EXPECT_EQ(lease.attempts, 1);
    ASSERT_TRUE(ledger_->postpone_folder(context_, lease, why));
  }
}

TEST_P(CatalogContract, AFolderPutOffTooOftenFailsWithItsCause) {
  const auto job = start();
  for (int i = 0; i < limits_.attempts_max; ++i) {
    ASSERT_TRUE(ledger_->postpone_folder(context_, claim_folder(job), postponed(milliseconds{0})));
  }
  settle();
  EXPECT_EQ(snapshot(job).state, JobState::failed);
  EXPECT_EQ(snapshot(job).error->code, ErrorCode::network);
  EXPECT_EQ(snapshot(job).error->message, "It broke off.");
}

}  // namespace
}  // namespace pixferry
