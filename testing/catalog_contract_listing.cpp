#include <gmock/gmock.h>

#include <limits>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_listing_contract() {}

namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

TEST_P(CatalogContract, AFolderLeaseTellsAllThatListingNeeds) {
  auto job = new_job();
  job.options.recursive = false;
  start(job);
  const auto lease = claim_folder(job.id);
  EXPECT_EQ(lease.job, job.id);
  EXPECT_EQ(lease.owner, kDefaultOwner);
  EXPECT_EQ(lease.folder, job.root);
  EXPECT_EQ(lease.path, "");
  EXPECT_TRUE(lease.is_root());
  EXPECT_EQ(lease.attempts, 1);
  EXPECT_EQ(lease.pages, 0);
  EXPECT_EQ(lease.page_token, "");
  EXPECT_EQ(lease.options, job.options);
}

TEST_P(CatalogContract, APageAddsItsFilesAndSubfoldersAndEndsItsFolder) {
  const auto job = start();
  auto page = page_of({"a", "b"});
  page.folder_name = "Holidays";
  page.folders = {page_folder("sub")};
  const auto added = commit(claim_folder(job), page);
  EXPECT_EQ(added.files_added, 2);
  EXPECT_EQ(added.files_pending, 2);
  EXPECT_EQ(added.folders_added, 1);
  EXPECT_FALSE(added.limit_reached);
  const auto seen = snapshot(job);
  EXPECT_EQ(seen.folder_name, "Holidays");
  EXPECT_EQ(seen.tally.total, 2);
  EXPECT_EQ(seen.tally.bytes_total, 2000);
  EXPECT_EQ(seen.pending_folders, 1);
  const auto sub = claim_folder(job);
  EXPECT_EQ(sub.folder, page.folders.front().folder);
  EXPECT_EQ(sub.path, "sub");
  EXPECT_EQ(sub.depth, 1);
}

TEST_P(CatalogContract, APageWithASuccessorMovesTheCursorUnderTheSameLease) {
  const auto job = start();
  auto lease = claim_folder(job);
  commit(lease, page_of({"a"}, "page 2"));
  EXPECT_EQ(snapshot(job).pending_folders, 1);
  lease.page_token = "page 2";
  ++lease.pages;
  commit(lease, page_of({"b"}));
  EXPECT_EQ(snapshot(job).tally.total, 2);
  EXPECT_TRUE(snapshot(job).listing_done());
}

TEST_P(CatalogContract, AnAbandonedFolderIsContinuedAtItsCursorWithFreshAttempts) {
  const auto job = start();
  claim_folder(job);
  clock_.advance(limits_.lease);
  const auto second = claim_folder(job);
  EXPECT_EQ(second.attempts, 2);
  commit(second, page_of({"a"}, "page 2"));
  clock_.advance(limits_.lease);
  const auto third = claim_folder(job);
  EXPECT_EQ(third.page_token, "page 2");
  EXPECT_EQ(third.pages, 1);
  EXPECT_EQ(third.attempts, 2);
}

TEST_P(CatalogContract, TheSamePageTwiceAddsNothingTwice) {
  const auto job = start();
  const auto lease = claim_folder(job);
  auto page = page_of({"a"}, "page 2");
  page.folders = {page_folder("sub")};
  commit(lease, page);
  const auto again = commit(lease, page);
  EXPECT_EQ(again.files_added, 0);
  EXPECT_EQ(again.folders_added, 0);
  EXPECT_EQ(snapshot(job).tally.total, 1);
  EXPECT_EQ(number("SELECT pages FROM pixferry.folder WHERE depth = 0"), 1);
}

TEST_P(CatalogContract, TheSameLastPageTwiceAddsNothingTwice) {
  const auto job = start();
  const auto lease = claim_folder(job);
  commit(lease, page_of({"a"}));
  commit(lease, page_of({"a"}));
  EXPECT_EQ(snapshot(job).tally.total, 1);
  EXPECT_EQ(snapshot(job).pending_folders, 0);
}

TEST_P(CatalogContract, AFileThatTwoPagesNameIsOneFile) {
  const auto job = start();
  auto lease = claim_folder(job);
  commit(lease, page_of({"a", "a", "b"}, "page 2"));
  lease.page_token = "page 2";
  const auto second = commit(lease, page_of({"b", "c"}));
  EXPECT_EQ(second.files_added, 1);
  EXPECT_EQ(snapshot(job).tally.total, 3);
}

TEST_P(CatalogContract, FoldersThatContainEachOtherAreListedOnce) {
  const auto job = start();
  PageRows root;
  root.folders = {page_folder("sub"), page_folder("sub"), page_folder("root")};
  EXPECT_EQ(commit(claim_folder(job), root).folders_added, 1);
  PageRows sub;
  sub.folders = {page_folder("root"), page_folder("sub")};
  EXPECT_EQ(commit(claim_folder(job), sub).folders_added, 0);
  EXPECT_TRUE(snapshot(job).listing_done());
}

TEST_P(CatalogContract, ANewHolderOfTheFolderShutsTheOldOneOut) {
  const auto job = start();
  const auto old = claim_folder(job);
  clock_.advance(limits_.lease);
  const auto current = claim_folder(job);
  for (const auto& lost : {ledger_->restart_folder(context_, old, postponed()),
                           ledger_->postpone_folder(context_, old, postponed()),
                           ledger_->fail_folder(context_, old, {ErrorCode::network, "m"})}) {
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, ErrorCode::lease_lost);
  }
  const auto committed = ledger_->commit_page(context_, old, page_of({"a"}));
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().code, ErrorCode::lease_lost);
  EXPECT_EQ(snapshot(job).tally.total, 0);
  commit(current, page_of({"a"}));
}

TEST_P(CatalogContract, APageOfACancelledJobIsRefused) {
  const auto job = start();
  const auto lease = claim_folder(job);
  cancel(job);
  const auto committed = ledger_->commit_page(context_, lease, page_of({"a"}));
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().code, ErrorCode::lease_lost);
  EXPECT_EQ(snapshot(job).tally.total, 0);
}

TEST_P(CatalogContract, APausedJobLetsItsListerCommitThePageInHand) {
  const auto job = start();
  const auto lease = claim_folder(job);
  execute("UPDATE pixferry.job SET state = 'paused'");
  EXPECT_EQ(commit(lease, page_of({"a"})).files_added, 1);
  EXPECT_TRUE(claim(job).empty());
}

TEST_P(CatalogContract, WithoutRecursionSubfoldersAreLeftOut) {
  auto job = new_job();
  job.options.recursive = false;
  start(job);
  auto page = page_of({"a"});
  page.folders = {page_folder("sub")};
  EXPECT_EQ(commit(claim_folder(job.id), page).folders_added, 0);
  EXPECT_TRUE(snapshot(job.id).listing_done());
}

TEST_P(CatalogContract, FilesThatTheListingEndsAreCountedAsEnded) {
  const auto job = start();
  auto page = page_of({"a", "b", "c"});
  page.files[1].ended = {FileState::skipped, ErrorCode::google_document, "a document"};
  page.files[2].ended = {FileState::failed, ErrorCode::source_forbidden, "no download"};
  EXPECT_EQ(commit(claim_folder(job), page).files_pending, 1);
  const auto seen = snapshot(job).tally;
  EXPECT_EQ(seen.total, 3);
  EXPECT_EQ(seen.skipped, 1);
  EXPECT_EQ(seen.failed, 1);
  const auto rows = files(job);
  EXPECT_EQ(rows[1].reason, ErrorCode::google_document);
  EXPECT_EQ(rows[1].detail, "a document");
}

TEST_P(CatalogContract, AFileThatIsHereInTheSameRevisionIsSkippedAndShowsItsImage) {
  finish(claim_one(job_with({"a"})), imported("A"));
  const auto again = job_with({"a", "b"});
  const auto rows = files(again);
  EXPECT_EQ(rows[0].state, FileState::skipped);
  EXPECT_EQ(rows[0].reason, ErrorCode::already_imported);
  EXPECT_EQ(rows[0].image, images().images.front().id);
  EXPECT_EQ(rows[1].state, FileState::pending);
}

TEST_P(CatalogContract, AnotherRevisionOrNoneIsImportedAgain) {
  finish(claim_one(job_with({"a"})), imported("A"));
  for (const auto* const revision : {"2", ""}) {
    const auto job = start(std::string{"root "} + revision);
    auto page = page_of({"a"});
    page.files[0].file.revision = revision;
    EXPECT_EQ(commit(claim_folder(job), page).files_pending, 1);
  }
}

TEST_P(CatalogContract, AnImageOfAnotherOwnerOrSourceSkipsNothing) {
  finish(claim_one(job_with({"a"})), imported("A"));
  auto other_owner = new_job("r1");
  other_owner.owner = "somebody";
  auto other_source = new_job("r2");
  other_source.root.source = SourceKind::dropbox;
  for (const auto& job : {other_owner, other_source}) {
    start(job);
    EXPECT_EQ(commit(claim_folder(job.id), page_of({"a"})).files_pending, 1);
  }
}

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

TEST_P(CatalogContract, WhatAStrangerDeclaresNeverOverflowsTheSums) {
  const auto job = start();
  auto page = page_of({"a", "b", "c"});
  page.files[0].file.size_bytes = std::numeric_limits<std::int64_t>::max();
  page.files[1].file.size_bytes = std::numeric_limits<std::int64_t>::max();
  page.files[2].file.size_bytes = -1;
  EXPECT_EQ(commit(claim_folder(job), page).files_added, 3);
  EXPECT_GT(snapshot(job).tally.bytes_total, 0);
  EXPECT_FALSE(files(job)[2].size_bytes);
}

TEST_P(CatalogContract, NamesComeBackAsTheyWere) {
  const auto job = start();
  auto page = page_of({"a"});
  page.files[0].file.name = "'; DROP TABLE \"job\"; -- \\ \n \xF0\x9F\x90\xB8 $1 @now.jpg";
  page.files[0].file.path = page.files[0].file.name;
  page.files[0].file.sha256 = blob_of("a").sha256;
  page.files[0].file.md5 = Md5::from_hex("00112233445566778899aabbccddeeff");
  page.files[0].file.dropbox_hash = Sha256::from_hex(std::string(64, 'c'));
  commit(claim_folder(job), page);
  const auto file = claim_one(job).file;
  EXPECT_EQ(file.name, page.files[0].file.name);
  EXPECT_EQ(file.path, page.files[0].file.path);
  EXPECT_EQ(file.mime_type, "image/jpeg");
  EXPECT_EQ(file.revision, "1");
  EXPECT_EQ(file.resource_key, "key-a");
  EXPECT_EQ(file.size_bytes, 1000);
  EXPECT_EQ(file.sha256, page.files[0].file.sha256);
  EXPECT_EQ(file.md5, page.files[0].file.md5);
  EXPECT_EQ(file.dropbox_hash, page.files[0].file.dropbox_hash);
}

}  // namespace
}  // namespace pixferry
