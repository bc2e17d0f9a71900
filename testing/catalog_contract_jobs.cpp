#include <gmock/gmock.h>

#include <array>
#include <thread>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_jobs_contract() {}

namespace {

using std::chrono::milliseconds;

TEST_P(CatalogContract, ANewJobIsProcessingAndHasItsRootToList) {
  const auto job = start();
  const auto seen = snapshot(job);
  EXPECT_EQ(seen.state, JobState::processing);
  EXPECT_EQ(seen.pending_folders, 1);
  EXPECT_EQ(seen.tally, Tally{});
  EXPECT_EQ(seen.folder_url, "https://drive.google.com/drive/folders/root");
  EXPECT_EQ(seen.created_at, clock_.now());
  EXPECT_FALSE(seen.started_at);
  EXPECT_FALSE(seen.finished_at);
  EXPECT_TRUE(is_ready(job));
}

TEST_P(CatalogContract, GivesTheActiveJobOfTheSameFolderBack) {
  const auto first = start();
  const auto second = ledger_->create(context_, new_job());
  ASSERT_TRUE(second);
  EXPECT_EQ(second->id, first);
  EXPECT_TRUE(second->already_running);
  EXPECT_TRUE(second->same_options);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.job"), 1);
}

TEST_P(CatalogContract, SaysWhenTheActiveJobHasOtherOptions) {
  start();
  auto other = new_job();
  other.options.recursive = false;
  const auto created = ledger_->create(context_, other);
  ASSERT_TRUE(created);
  EXPECT_TRUE(created->already_running);
  EXPECT_FALSE(created->same_options);
}

TEST_P(CatalogContract, GivesAPausedJobBackToo) {
  const auto first = start();
  execute("UPDATE pixferry.job SET state = 'paused'");
  const auto second = ledger_->create(context_, new_job());
  ASSERT_TRUE(second);
  EXPECT_EQ(second->id, first);
}

TEST_P(CatalogContract, CreatingTheSameJobTwiceIsCreatingItOnce) {
  const auto job = new_job();
  start(job);
  const auto again = ledger_->create(context_, job);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, job.id);
  EXPECT_FALSE(again->already_running);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.folder"), 1);
}

TEST_P(CatalogContract, AFinishedJobDoesNotKeepItsFolderFromBeingImportedAgain) {
  const auto first = start();
  cancel(first);
  EXPECT_NE(start(), first);
}

TEST_P(CatalogContract, OwnersSourcesAndFoldersHaveJobsOfTheirOwn) {
  const auto first = start();
  auto other_owner = new_job();
  other_owner.owner = "somebody";
  auto other_source = new_job();
  other_source.root.source = SourceKind::dropbox;
  EXPECT_NE(start(other_owner), first);
  EXPECT_NE(start(other_source), first);
  EXPECT_NE(start("another root"), first);
}

TEST_P(CatalogContract, OfTwoProcessesThatCreateAtOnceBothGetTheSameJob) {
  std::vector<JobId> ids(8);
  std::vector<NewJob> jobs;
  for (std::size_t i = 0; i < ids.size(); ++i) jobs.push_back(new_job());
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      threads.emplace_back([&, i] {
        const auto created = ledger_->create(context_, jobs[i]);
        if (created) ids[i] = created->id;
      });
    }
  }
  EXPECT_THAT(ids, testing::Each(ids.front()));
  EXPECT_FALSE(ids.front().text().empty());
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.job"), 1);
}

TEST_P(CatalogContract, AJobTakesNoMoreFilesThanTheSystemAllows) {
  limits_.job_files_max = 2;
  auto job = new_job();
  job.options.files_max = 1000;
  start(job);
  EXPECT_EQ(claim_folder(job.id).options.files_max, 2);
}

TEST_P(CatalogContract, AJobStartsWithItsFirstClaim) {
  const auto job = start();
  clock_.advance(milliseconds{500});
  claim_folder(job);
  EXPECT_EQ(snapshot(job).started_at, clock_.now());
  const auto started = clock_.now();
  clock_.advance(limits_.lease);
  claim_folder(job);
  EXPECT_EQ(snapshot(job).started_at, started);
}

TEST_P(CatalogContract, CancelEndsAJobAtOnceAndCountsWhatWasPendingAsSkipped) {
  const auto job = job_with({"a", "b"});
  EXPECT_EQ(cancel(job), JobState::cancelled);
  const auto seen = snapshot(job);
  EXPECT_EQ(seen.state, JobState::cancelled);
  EXPECT_EQ(seen.tally.skipped, 2);
  EXPECT_EQ(seen.tally.pending(), 0);
  EXPECT_EQ(seen.finished_at, clock_.now());
  EXPECT_FALSE(is_ready(job));
  EXPECT_TRUE(claim(job).empty());
}

TEST_P(CatalogContract, CancelOfAnUnlistedJobLeavesNothingToList) {
  const auto job = start();
  cancel(job);
  EXPECT_TRUE(snapshot(job).listing_done());
  const auto folders = ledger_->claim_folders(context_, job, 1);
  ASSERT_TRUE(folders);
  EXPECT_TRUE(folders->empty());
}

TEST_P(CatalogContract, CancelTwiceChangesNothingTheSecondTime) {
  const auto job = job_with({"a"});
  cancel(job);
  const auto finished = snapshot(job).finished_at;
  clock_.advance(milliseconds{5000});
  EXPECT_EQ(cancel(job), JobState::cancelled);
  EXPECT_EQ(snapshot(job).finished_at, finished);
}

TEST_P(CatalogContract, NobodyCancelsOrRetriesTheJobOfAnother) {
  const auto job = job_with({"a"});
  const auto cancelled = ledger_->cancel(context_, "somebody", job);
  ASSERT_FALSE(cancelled);
  EXPECT_EQ(cancelled.error().code, ErrorCode::job_not_found);
  const auto retried = ledger_->retry(context_, "somebody", job);
  ASSERT_FALSE(retried);
  EXPECT_EQ(retried.error().code, ErrorCode::job_not_found);
  EXPECT_EQ(snapshot(job).state, JobState::processing);
}

TEST_P(CatalogContract, AnUnknownJobIsNotFound) {
  const auto cancelled = ledger_->cancel(context_, kDefaultOwner, fresh_id());
  ASSERT_FALSE(cancelled);
  EXPECT_EQ(cancelled.error().code, ErrorCode::job_not_found);
}

}  // namespace
}  // namespace pixferry
