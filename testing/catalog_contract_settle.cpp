#include <gmock/gmock.h>

#include <thread>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_settle_contract() {}

namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_P(CatalogContract, AJobWithNothingLeftIsCompletedOnce) {
  const auto job = job_with({"a"});
  EXPECT_THAT(settle(), IsEmpty());
  finish(claim_one(job), imported("A"));
  EXPECT_EQ(snapshot(job).state, JobState::processing);
  clock_.advance(milliseconds{700});
  EXPECT_EQ(settle(), std::vector{job});
  const auto seen = snapshot(job);
  EXPECT_EQ(seen.state, JobState::completed);
  EXPECT_EQ(seen.finished_at, clock_.now());
  clock_.advance(milliseconds{700});
  EXPECT_THAT(settle(), IsEmpty());
  EXPECT_EQ(snapshot(job).finished_at, seen.finished_at);
}

TEST_P(CatalogContract, AnEmptyFolderIsACompletedJob) {
  const auto job = job_with({});
  settle();
  EXPECT_EQ(snapshot(job).state, JobState::completed);
  EXPECT_EQ(snapshot(job).tally.total, 0);
}

TEST_P(CatalogContract, AJobThatFailedFilesIsCompletedAllTheSame) {
  const auto job = job_with({"a"});
  finish(claim_one(job), failed());
  settle();
  EXPECT_EQ(snapshot(job).state, JobState::completed);
  EXPECT_EQ(snapshot(job).tally.failed, 1);
}

TEST_P(CatalogContract, AJobIsNotCompletedWhileAFolderIsToBeListed) {
  const auto job = start();
  auto page = page_of({"a"});
  page.folders = {page_folder("sub")};
  commit(claim_folder(job), page);
  finish(claim_one(job), imported("A"));
  EXPECT_THAT(settle(), IsEmpty());
  commit(claim_folder(job), page_of({}));
  EXPECT_EQ(settle(), std::vector{job});
}

TEST_P(CatalogContract, APausedJobIsNotCompleted) {
  const auto job = job_with({});
  execute("UPDATE pixferry.job SET state = 'paused'");
  EXPECT_THAT(settle(), IsEmpty());
  EXPECT_EQ(snapshot(job).state, JobState::paused);
}

TEST_P(CatalogContract, AFileWhoseWorkersDiedFailsForTimeout) {
  const auto job = job_with({"a"});
  for (int i = 0; i < limits_.attempts_max; ++i) {
    claim_one(job);
    EXPECT_THAT(settle(), IsEmpty());
    clock_.advance(limits_.lease);
  }
  EXPECT_EQ(settle(), std::vector{job});
  const auto row = only_file(job);
  EXPECT_EQ(row.state, FileState::failed);
  EXPECT_EQ(row.reason, ErrorCode::timeout);
  EXPECT_THAT(row.detail, HasSubstr("No worker finished it in 3 attempts"));
  EXPECT_EQ(snapshot(job).state, JobState::completed);
}

TEST_P(CatalogContract, AFileWhoseLastWorkerDiedFailsWithItsLastCause) {
  const auto job = job_with({"a"});
  finish(claim_one(job), postponed(milliseconds{0}));
  for (int i = 1; i < limits_.attempts_max; ++i) {
    claim_one(job);
    clock_.advance(limits_.lease);
  }
  settle();
  const auto row = only_file(job);
  EXPECT_EQ(row.reason, ErrorCode::network);
  EXPECT_THAT(row.detail, HasSubstr("No worker finished it"));
  EXPECT_THAT(row.detail, HasSubstr("It broke off."));
}

TEST_P(CatalogContract, WhoFinishesAfterSettleFailedTheFileIsStale) {
  const auto job = job_with({"a"});
  limits_.attempts_max = 1;
  const auto lease = claim_one(job);
  clock_.advance(limits_.lease);
  settle();
  EXPECT_EQ(finish(lease, failed(ErrorCode::timeout)), Fate::stale);
  EXPECT_EQ(finish(lease, imported("A")), Fate::stale);
}

TEST_P(CatalogContract, AFolderWhoseWorkersDiedFails) {
  const auto job = start();
  PageRows root;
  root.folders = {page_folder("sub")};
  commit(claim_folder(job), root);
  for (int i = 0; i < limits_.attempts_max; ++i) {
    claim_folder(job);
    clock_.advance(limits_.lease);
  }
  settle();
  EXPECT_EQ(snapshot(job).state, JobState::completed);
  EXPECT_EQ(snapshot(job).unreadable_folders, 1);
}

TEST_P(CatalogContract, ARootWhoseWorkersDiedFailsItsJob) {
  const auto job = start();
  for (int i = 0; i < limits_.attempts_max; ++i) {
    claim_folder(job);
    clock_.advance(limits_.lease);
  }
  settle();
  const auto seen = snapshot(job);
  EXPECT_EQ(seen.state, JobState::failed);
  EXPECT_EQ(seen.error->code, ErrorCode::timeout);
  EXPECT_THAT(seen.error->message, HasSubstr("No worker finished listing it"));
}

TEST_P(CatalogContract, PendingFilesOfACancelledJobAreSkippedInBatches) {
  limits_.settle_batch_files_max = 2;
  const auto job = job_with({"a", "b", "c"});
  claim(job, 1);
  cancel(job);
  EXPECT_EQ(settle(), std::vector{job});
  EXPECT_EQ(number("SELECT skipped FROM pixferry.job"), 2);
  EXPECT_EQ(snapshot(job).tally.skipped, 3) << "what is still to be written counts already";
  EXPECT_EQ(settle(), std::vector{job});
  EXPECT_THAT(settle(), IsEmpty());
  for (const auto& row : files(job)) {
    EXPECT_EQ(row.state, FileState::skipped);
    EXPECT_EQ(row.reason, ErrorCode::cancelled);
  }
  EXPECT_EQ(snapshot(job).state, JobState::cancelled);
}

TEST_P(CatalogContract, SettleEndsTheFoldersOfACancelledJob) {
  const auto job = start();
  cancel(job);
  settle();
  EXPECT_EQ(number("SELECT pending_folders FROM pixferry.job"), 0);
  EXPECT_EQ(snapshot(job).unreadable_folders, 0);
  EXPECT_THAT(settle(), IsEmpty());
}

TEST_P(CatalogContract, CancelRacingFinishCountsEveryFileOnce) {
  std::vector<std::string> ids;
  for (int i = 0; i < 60; ++i) ids.push_back(std::to_string(i));
  const auto job = job_with(ids);
  const auto leases = claim(job);
  {
    const std::jthread finisher{[&] {
      for (const auto& lease : leases) {
        const std::vector<FinishedFile> one{{lease, imported(lease.file.id)}};
        EXPECT_TRUE(ledger_->finish(context_, one));
      }
    }};
    const std::jthread canceller{[&] {
      EXPECT_TRUE(ledger_->cancel(context_, kDefaultOwner, job));
      for (int i = 0; i < 5; ++i) EXPECT_TRUE(ledger_->settle(context_));
    }};
  }
  settle();
  const auto tally = snapshot(job).tally;
  EXPECT_EQ(tally.pending(), 0);
  EXPECT_EQ(tally.imported, images().total);
}

TEST_P(CatalogContract, SettleRacingRetryNeverCompletesAJobWithWorkLeft) {
  const auto job = job_with({"a"});
  for (int round = 0; round < 20; ++round) {
    const auto lease = claim_one(job);
    finish(lease, failed());
    {
      const std::jthread settler{[&] {
        for (int i = 0; i < 10; ++i) EXPECT_TRUE(ledger_->settle(context_));
      }};
      const std::jthread retrier{[&] {
        while (true) {
          const auto count = ledger_->retry(context_, kDefaultOwner, job);
          ASSERT_TRUE(count) << count.error().message;
          if (*count == 1) return;
          EXPECT_TRUE(ledger_->settle(context_));
        }
      }};
    }
    expect_consistent(database());
    EXPECT_EQ(snapshot(job).state, JobState::processing);
  }
}

}  // namespace
}  // namespace pixferry
