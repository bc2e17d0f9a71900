#include <gmock/gmock.h>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_rates_contract() {}

namespace {

using std::chrono::seconds;

TEST_P(CatalogContract, AJobHasNoRateBeforeItsFirstFileEnds) {
  const auto job = job_with({"a", "b"});
  claim(job);
  EXPECT_EQ(snapshot(job).rate, WorkRate{});
  EXPECT_EQ(eta_seconds(snapshot(job)), std::nullopt);
}

TEST_P(CatalogContract, AJobHasARateAndATimeToGoWhileFilesEnd) {
  const auto job = job_with({"a", "b", "c", "d"});
  for (const auto& lease : claim(job, 2)) finish(lease, imported(lease.file.id));
  const auto now = snapshot(job);
  EXPECT_GT(now.rate.files_per_second, 0);
  EXPECT_GT(now.rate.bytes_per_second, 0);
  ASSERT_TRUE(eta_seconds(now));
  EXPECT_GE(*eta_seconds(now), 1);
}

TEST_P(CatalogContract, ARateIsThatOfTheCatalogAndOutlivesTheProcess) {
  const auto job = job_with({"a", "b"});
  clock_.advance(seconds{2});
  finish(claim(job)[0], imported("A"));
  const auto before = snapshot(job).rate;
  Journal elsewhere{database(), clock_};
  EXPECT_EQ((*elsewhere.job(context_, kDefaultOwner, job))->rate, before);
  if (!home_->is_durable()) return;
  reopen();
  EXPECT_EQ(snapshot(job).rate, before);
}

TEST_P(CatalogContract, ARateCountsWhatWorkersFinishAndNotWhatEndsWhileItIsListed) {
  auto page = page_of({"a"});
  for (const auto* id : {"x", "y", "z"}) {
    auto ended = page_file(id);
    ended.ended = PageFile::Ended{FileState::skipped, ErrorCode::unsupported_type, ""};
    page.files.push_back(ended);
  }
  const auto job = start();
  commit(claim_folder(job), page);
  EXPECT_EQ(snapshot(job).rate, WorkRate{});
  clock_.advance(seconds{10});
  finish(claim_one(job), postponed());
  EXPECT_EQ(snapshot(job).rate, WorkRate{}) << "it has not ended";
}

TEST_P(CatalogContract, ARateFadesAndEndsWithTheWork) {
  const auto job = job_with({"a", "b"});
  clock_.advance(seconds{2});
  const auto leases = claim(job);
  finish(leases[0], imported("A"));
  const auto fresh = snapshot(job).rate.files_per_second;
  clock_.advance(seconds{10});
  const auto later = snapshot(job).rate.files_per_second;
  EXPECT_GT(fresh, later);
  EXPECT_GT(later, 0);
  finish(leases[1], imported("B"));
  settle();
  EXPECT_EQ(snapshot(job).state, JobState::completed);
  EXPECT_EQ(snapshot(job).rate, WorkRate{});
  EXPECT_EQ(eta_seconds(snapshot(job)), std::nullopt);
}

TEST_P(CatalogContract, NoTimeToGoIsForeseenWhileTheListingGoesOnOrTheJobRests) {
  const auto job = start();
  const auto folder = claim_folder(job);
  commit(folder, page_of({"a", "b"}, "more"));
  clock_.advance(seconds{1});
  const auto leases = claim(job);
  finish(leases[0], imported("A"));
  EXPECT_GT(snapshot(job).rate.files_per_second, 0);
  EXPECT_EQ(eta_seconds(snapshot(job)), std::nullopt);
  auto last = folder;
  last.page_token = "more";
  commit(last, page_of({}));
  EXPECT_TRUE(eta_seconds(snapshot(job)));
  ASSERT_TRUE(ledger_->pause(context_, kDefaultOwner, job));
  EXPECT_EQ(eta_seconds(snapshot(job)), std::nullopt);
}

TEST_P(CatalogContract, NoTimeToGoIsForeseenWhileTheProviderMakesTheJobWait) {
  const auto job = job_with({"a", "b"});
  const auto leases = claim(job);
  auto waiting = postponed(std::chrono::minutes{10});
  waiting.cause = ErrorCode::rate_limited;
  finish({{leases[0], imported("A")}, {leases[1], waiting}});
  EXPECT_TRUE(snapshot(job).throttled_until);
  EXPECT_EQ(eta_seconds(snapshot(job)), std::nullopt);
}

TEST_P(CatalogContract, TotalsAddUpWhatActiveJobsHaveLeftAndHowFastTheyGo) {
  const auto running = job_with({"a", "b", "c"});
  finish(claim(running)[0], imported("A"));
  const auto resting = job_with({"d"});
  ASSERT_TRUE(ledger_->pause(context_, kDefaultOwner, resting));
  start("not listed");
  const auto totals = journal_->totals(context_, kDefaultOwner);
  ASSERT_TRUE(totals);
  EXPECT_EQ(totals->queued_files, 2);
  EXPECT_EQ(totals->queued_folders, 1);
  EXPECT_EQ(totals->rate, snapshot(running).rate);
  EXPECT_EQ(totals->files.bytes_done, snapshot(running).tally.bytes_done);
  EXPECT_TRUE(totals->throttles.empty());
}

TEST_P(CatalogContract, TotalsNameTheProvidersThatMakeJobsWait) {
  auto waiting = postponed(std::chrono::minutes{10});
  waiting.cause = ErrorCode::rate_limited;
  const auto job = job_with({"a"});
  finish(claim_one(job), waiting);
  clock_.advance(seconds{1});
  const auto later = job_with({"b"});
  finish(claim_one(later), waiting);
  const auto totals = journal_->totals(context_, kDefaultOwner);
  ASSERT_TRUE(totals);
  ASSERT_EQ(totals->throttles.size(), 1U);
  const auto& throttle = totals->throttles.at(SourceKind::google_drive);
  EXPECT_EQ(throttle.jobs, 2);
  EXPECT_EQ(throttle.until, *snapshot(job).throttled_until);
}

}  // namespace
}  // namespace pixferry
