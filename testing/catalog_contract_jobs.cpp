#include <gmock/gmock.h>

#include <array>
#include <thread>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_jobs_contract() {}

namespace {

using std::chrono::milliseconds;

constexpr std::array kJobStates{JobState::processing, JobState::paused, JobState::completed,
                                JobState::failed, JobState::cancelled};

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

TEST_P(CatalogContract, RetryMakesFailedFilesPendingAndTouchesNothingElse) {
  const auto job = job_with({"a", "b", "c"});
  const auto leases = claim(job);
  finish({{leases[0], imported("A")}, {leases[1], failed()}, {leases[2], skipped()}});
  settle();
  ASSERT_EQ(snapshot(job).state, JobState::completed);
  const auto before = files(job);

  EXPECT_EQ(retry(job), 1);

  const auto seen = snapshot(job);
  EXPECT_EQ(seen.state, JobState::processing);
  EXPECT_FALSE(seen.finished_at);
  EXPECT_EQ(seen.tally.failed, 0);
  EXPECT_EQ(seen.tally.pending(), 1);
  const auto after = files(job);
  EXPECT_EQ(after[0].state, FileState::imported);
  EXPECT_EQ(after[0].image, before[0].image);
  EXPECT_EQ(after[1].state, FileState::pending);
  EXPECT_EQ(after[1].attempts, 0);
  EXPECT_FALSE(after[1].reason);
  EXPECT_EQ(after[2].state, FileState::skipped);
  EXPECT_EQ(claim(job).size(), 1U);
}

TEST_P(CatalogContract, RetryInvalidatesTheTokenOfTheFailure) {
  const auto job = job_with({"a"});
  const auto old = claim_one(job);
  finish(old, failed());
  settle();
  retry(job);
  EXPECT_EQ(finish(old, imported("A")), Fate::stale);
  EXPECT_EQ(only_file(job).state, FileState::pending);
}

TEST_P(CatalogContract, RetryWithoutFailedFilesLeavesTheJobFinished) {
  const auto job = job_with({"a"});
  finish(claim_one(job), imported("A"));
  settle();
  EXPECT_EQ(retry(job), 0);
  EXPECT_EQ(snapshot(job).state, JobState::completed);
}

TEST_P(CatalogContract, RetryOfAFolderThatIsBeingImportedAgainNamesTheOtherJob) {
  const auto job = start();
  list(job, {"a"});
  finish(claim_one(job), failed());
  settle();
  const auto other = start();
  const auto retried = ledger_->retry(context_, kDefaultOwner, job);
  ASSERT_FALSE(retried);
  EXPECT_EQ(retried.error().code, ErrorCode::catalog_conflict);
  EXPECT_THAT(retried.error().message, testing::HasSubstr(other.text()));
  EXPECT_EQ(snapshot(job).state, JobState::completed);
}

/// Every way in which the ledger changes a job's state, tried from every state.
TEST_P(CatalogContract, JobsChangeTheirStateAsTheTableOfTransitionsSays) {
  for (const auto from : kJobStates) {
    for (const auto to :
         {JobState::completed, JobState::failed, JobState::cancelled, JobState::processing}) {
      SCOPED_TRACE(std::string{name(from)} + " to " + std::string{name(to)});
      const auto job = job_with({"a"});
      finish(claim_one(job), failed());
      // A completed job never has an error.
      const bool fails =
          from == JobState::failed || (to == JobState::failed && from != JobState::completed);
      if (fails) {
        execute(
            "UPDATE pixferry.job SET error_code = 'limit_files', error_message = 'm' "
            "WHERE id = $1",
            {job.text()});
      }
      const bool is_finished = !is_active(from);
      execute("UPDATE pixferry.job SET state = $2, finished_at = @at($3) WHERE id = $1",
              {job.text(), std::string{name(from)},
               is_finished ? SqlValue{std::int64_t{1}} : SqlValue{}});
      if (is_finished) {
        execute("UPDATE pixferry.job SET events = 2 WHERE id = $1", {job.text()});
        execute(
            "INSERT INTO pixferry.event (job_id, slot, number, kind, made_at, state) "
            "VALUES ($1, 2, 2, 'done', @at(1), $2)",
            {job.text(), std::string{name(from)}});
      }
      if (to == JobState::cancelled) {
        cancel(job);
      } else if (to == JobState::processing) {
        retry(job);
      } else {
        settle();
      }
      // The ledger pauses and resumes nothing.
      const bool resumes = from == JobState::paused && to == JobState::processing;
      const bool changes = may_become(from, to) && !resumes;
      EXPECT_EQ(snapshot(job).state, changes ? to : from);
    }
  }
}

}  // namespace
}  // namespace pixferry
