#include <gmock/gmock.h>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_listing_limits_contract() {}

namespace {

using testing::HasSubstr;

TEST_P(CatalogContract, MoreFilesThanAllowedEndTheListingAndThenTheJob) {
  auto job = new_job();
  job.options.files_max = 3;
  start(job);
  auto page = page_of({"a", "b"}, "page 2");
  page.folders = {page_folder("sub")};
  auto lease = claim_folder(job.id);
  commit(lease, page);
  lease.page_token = "page 2";
  const auto over = commit(lease, page_of({"b", "c", "d"}, "page 3"));
  EXPECT_TRUE(over.limit_reached);
  EXPECT_EQ(over.files_added, 1);
  auto seen = snapshot(job.id);
  EXPECT_EQ(seen.tally.total, 3);
  EXPECT_TRUE(seen.listing_done());
  EXPECT_EQ(seen.state, JobState::processing);
  ASSERT_TRUE(seen.error);
  EXPECT_EQ(seen.error->code, ErrorCode::limit_files);
  EXPECT_THAT(seen.error->message, HasSubstr("3"));

  int n = 0;
  for (const auto& file : claim(job.id)) finish(file, imported(std::to_string(n++)));
  settle();
  seen = snapshot(job.id);
  EXPECT_EQ(seen.state, JobState::failed);
  EXPECT_EQ(seen.tally.imported, 3);
  EXPECT_EQ(seen.error->code, ErrorCode::limit_files);
}

TEST_P(CatalogContract, ExactlyAsManyFilesAsAllowedIsNoError) {
  auto job = new_job();
  job.options.files_max = 2;
  start(job);
  auto lease = claim_folder(job.id);
  commit(lease, page_of({"a", "b"}, "page 2"));
  lease.page_token = "page 2";
  EXPECT_FALSE(commit(lease, page_of({"a", "b"})).limit_reached);
  EXPECT_FALSE(snapshot(job.id).error);
}

TEST_P(CatalogContract, TheLimitAlsoEndsFoldersThatOthersAreListing) {
  auto job = new_job();
  job.options.files_max = 1;
  start(job);
  PageRows root;
  root.folders = {page_folder("one"), page_folder("two")};
  commit(claim_folder(job.id), root);
  const auto leases = ledger_->claim_folders(context_, job.id, 2);
  ASSERT_TRUE(leases);
  ASSERT_EQ(leases->size(), 2U);
  EXPECT_TRUE(commit(leases->front(), page_of({"a", "b"})).limit_reached);
  const auto late = ledger_->commit_page(context_, leases->back(), page_of({"c"}));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::lease_lost);
}

TEST_P(CatalogContract, AFolderTooDeepFailsAloneAndIsNamed) {
  limits_.folder_depth_max = 1;
  const auto job = start();
  PageRows root;
  root.folders = {page_folder("one")};
  commit(claim_folder(job), root);
  auto one = page_of({"a"});
  one.folders = {page_folder("two")};
  commit(claim_folder(job), one);
  EXPECT_TRUE(snapshot(job).listing_done());
  EXPECT_EQ(snapshot(job).unreadable_folders, 1);
  const auto unreadable = journal_->unreadable_folders(context_, job, 10);
  ASSERT_TRUE(unreadable);
  ASSERT_EQ(unreadable->size(), 1U);
  EXPECT_EQ(unreadable->front().path, "two");
  EXPECT_EQ(unreadable->front().reason, ErrorCode::limit_folders);
  finish(claim_one(job), imported("A"));
  settle();
  EXPECT_EQ(snapshot(job).state, JobState::completed);
}

TEST_P(CatalogContract, AListingThatDoesNotEndIsGivenUp) {
  limits_.folder_pages_max = 5;
  const auto job = start();
  auto lease = claim_folder(job);
  int pages = 0;
  while (!snapshot(job).listing_done() && pages < 100) {
    const auto next = "page " + std::to_string(++pages);
    commit(lease, page_of({"a"}, next));
    lease.page_token = next;
  }
  EXPECT_EQ(pages, 5);
  EXPECT_EQ(snapshot(job).error->code, ErrorCode::limit_folders);
}

TEST_P(CatalogContract, ACursorThatGoesInCirclesIsNoticedSoonWhateverTheirLength) {
  for (const int length : {1, 2, 3, 7, 20}) {
    for (const int before : {0, 1, 5, 30}) {
      const auto job = start("root " + std::to_string(100 * length + before));
      auto lease = claim_folder(job);
      int pages = 0;
      PageCommit committed;
      while (!committed.goes_in_circles && pages < 1000) {
        const int page = pages < before ? pages : before + (pages - before) % length;
        const auto next = "page " + std::to_string(page);
        committed = commit(lease, page_of({"a" + std::to_string(page)}, next));
        if (!committed.goes_in_circles) lease.page_token = next;
        ++pages;
      }
      EXPECT_LE(pages, 3 * (length + before) + 2) << length << " after " << before;
      EXPECT_GT(pages, length + before) << length << " after " << before;
      EXPECT_EQ(snapshot(job).tally.total, std::max(1, before + length)) << "no page is lost";
    }
  }
}

TEST_P(CatalogContract, AFolderThatHasToBeRestartedTooOftenFails) {
  limits_.folder_restarts_max = 2;
  const auto job = start();
  for (int restart = 0; restart <= 2; ++restart) {
    EXPECT_FALSE(snapshot(job).listing_done());
    auto lease = claim_folder(job);
    commit(lease, page_of({"a"}, "page 2"));
    lease.page_token = "page 2";
    ASSERT_TRUE(ledger_->restart_folder(
        context_, lease, {ErrorCode::page_token_rejected, "The token is refused.", {}, false}));
  }
  finish(claim_one(job), imported("A"));
  settle();
  const auto seen = snapshot(job);
  EXPECT_EQ(seen.state, JobState::failed);
  EXPECT_EQ(seen.error->code, ErrorCode::limit_folders);
  EXPECT_NE(seen.error->message.find("The token is refused."), std::string::npos);
  EXPECT_EQ(seen.tally.imported, 1);
}

TEST_P(CatalogContract, ARestartedFolderIsListedFromItsFirstPageAndKeepsWhatWasFound) {
  const auto job = start();
  auto lease = claim_folder(job);
  commit(lease, page_of({"a"}, "page 2"));
  const auto restarted = ledger_->restart_folder(
      context_, lease, {ErrorCode::page_token_rejected, "", limits_.backoff, false});
  ASSERT_TRUE(restarted);
  EXPECT_TRUE(ledger_->claim_folders(context_, job, 1)->empty());
  clock_.advance(limits_.backoff);
  const auto again = claim_folder(job);
  EXPECT_EQ(again.page_token, "");
  EXPECT_EQ(again.pages, 0);
  EXPECT_EQ(commit(again, page_of({"a", "b"})).files_added, 1);
}

}  // namespace
}  // namespace pixferry
