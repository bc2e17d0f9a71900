#include <gmock/gmock.h>

#include <array>
#include <thread>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_control_contract() {}

namespace {

constexpr std::array kJobStates{JobState::processing, JobState::paused, JobState::completed,
                                JobState::failed, JobState::cancelled};

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

TEST_P(CatalogContract, APausedJobGivesOutNothingAndTakesWhatIsHeld) {
  const auto job = job_with({"a", "b"});
  const auto held = claim(job, 1);
  ASSERT_EQ(held.size(), 1U);
  const auto paused = ledger_->pause(context_, kDefaultOwner, job);
  ASSERT_TRUE(paused);
  EXPECT_EQ(*paused, JobState::paused);
  EXPECT_TRUE(claim(job).empty());
  EXPECT_EQ(finish(held.front(), imported("A")), Fate::recorded);
  settle();
  EXPECT_EQ(snapshot(job).state, JobState::paused);
  const auto resumed = ledger_->resume(context_, kDefaultOwner, job);
  ASSERT_TRUE(resumed);
  EXPECT_EQ(*resumed, JobState::processing);
  EXPECT_EQ(claim(job).size(), 1U);
}

TEST_P(CatalogContract, APausedFolderIsListedNoFurtherThanItsPageAndGoesOnFromThere) {
  const auto job = start();
  auto lease = claim_folder(job);
  ASSERT_TRUE(ledger_->pause(context_, kDefaultOwner, job));
  commit(lease, page_of({"a"}, "page 2"));
  EXPECT_EQ(snapshot(job).tally.total, 1);
  lease.page_token = "page 2";
  ASSERT_TRUE(ledger_->postpone_folder(context_, lease, {ErrorCode::stopped, "", {}, true}));
  const auto none = ledger_->claim_folders(context_, job, 10);
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->empty());
  ASSERT_TRUE(ledger_->resume(context_, kDefaultOwner, job));
  EXPECT_EQ(claim_folder(job).page_token, "page 2");
}

TEST_P(CatalogContract, OnlyTheOwnerPausesAndResumes) {
  const auto job = job_with({"a"});
  for (const auto change : {&Ledger::pause, &Ledger::resume}) {
    const auto refused = (ledger_.get()->*change)(context_, "somebody", job);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::job_not_found);
  }
  EXPECT_EQ(snapshot(job).state, JobState::processing);
}

TEST_P(CatalogContract, RetryTakesTheReasonOrTheFilesItIsGiven) {
  const auto job = job_with({"a", "b", "c"});
  const auto leases = claim(job);
  finish({{leases[0], Failed{ErrorCode::network, ""}},
          {leases[1], Failed{ErrorCode::too_large, ""}},
          {leases[2], Failed{ErrorCode::network, ""}}});
  settle();
  const auto retried = [&](const RetrySelection& selection) {
    const auto count = ledger_->retry(context_, kDefaultOwner, job, selection);
    EXPECT_TRUE(count) << count.error().message;
    return count ? *count : -1;
  };
  EXPECT_EQ(retried({.reason = ErrorCode::poison}), 0);
  EXPECT_EQ(retried({.files = std::vector<FileId>{}}), 0);
  EXPECT_EQ(
      retried({.reason = ErrorCode::network, .files = std::vector{leases[0].id, leases[1].id}}), 1);
  EXPECT_EQ(snapshot(job).tally.failed, 2);
  EXPECT_EQ(files(job)[0].state, FileState::pending);
}

/// Every way in which the ledger changes a job's state, tried from every state.
TEST_P(CatalogContract, JobsChangeTheirStateAsTheTableOfTransitionsSays) {
  for (const auto from : kJobStates) {
    for (const auto to : {JobState::completed, JobState::failed, JobState::cancelled,
                          JobState::processing, JobState::paused}) {
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
      } else if (to == JobState::paused) {
        EXPECT_TRUE(ledger_->pause(context_, kDefaultOwner, job));
      } else if (to == JobState::processing) {
        retry(job);
        EXPECT_TRUE(ledger_->resume(context_, kDefaultOwner, job));
      } else {
        settle();
      }
      EXPECT_EQ(snapshot(job).state, may_become(from, to) ? to : from);
    }
  }
}

}  // namespace
}  // namespace pixferry
