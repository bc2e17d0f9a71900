#include <limits>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_listing_contract() {}

namespace {

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
