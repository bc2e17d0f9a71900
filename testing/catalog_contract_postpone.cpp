#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_postpone_contract() {}

namespace {

using std::chrono::milliseconds;

TEST_P(CatalogContract, APostponedFileComesBackAfterItsDelayWithItsCause) {
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  EXPECT_EQ(finish(lease, postponed(milliseconds{5000})), Fate::recorded);
  EXPECT_EQ(finish(lease, imported("A")), Fate::stale);
  auto row = only_file(job);
  EXPECT_EQ(row.state, FileState::pending);
  EXPECT_EQ(row.detail, "It broke off.");
  EXPECT_FALSE(row.reason);
  clock_.advance(milliseconds{4999});
  EXPECT_TRUE(claim(job).empty());
  clock_.advance(milliseconds{1});
  EXPECT_EQ(claim_one(job).attempts, 2);
}

TEST_P(CatalogContract, APostponedFileWithoutAttemptsLeftFailsWithItsCause) {
  const auto job = job_with({"a"});
  for (int i = 0; i < limits_.attempts_max; ++i) {
    EXPECT_EQ(finish(claim_one(job), postponed(milliseconds{0})), Fate::recorded);
  }
  const auto row = only_file(job);
  EXPECT_EQ(row.state, FileState::failed);
  EXPECT_EQ(row.reason, ErrorCode::network);
  EXPECT_EQ(row.detail, "It broke off.");
  EXPECT_EQ(row.attempts, limits_.attempts_max);
}

TEST_P(CatalogContract, AFileThatIsNotToBlameKeepsItsAttempts) {
  const auto job = job_with({"a"});
  auto why = postponed(milliseconds{0});
  why.cause = ErrorCode::rate_limited;
  why.refund_attempt = true;
  for (int i = 0; i < 2 * limits_.attempts_max; ++i) {
    EXPECT_EQ(finish(claim_one(job), why), Fate::recorded);
  }
  EXPECT_EQ(only_file(job).attempts, 0);
}

TEST_P(CatalogContract, AnAbsurdDelayIsBounded) {
  const auto job = job_with({"a"});
  finish(claim_one(job), postponed(milliseconds::max()));
  clock_.advance(std::chrono::hours{24 * 31});
  finish(claim_one(job), postponed(milliseconds::min()));
  EXPECT_EQ(claim(job).size(), 1U);
}

Postponed parked() {
  return {.cause = ErrorCode::download_quota_exceeded,
          .detail = "Too many have fetched it.",
          .delay = milliseconds{1000},
          .refund_attempt = true};
}

TEST_P(CatalogContract, AFileOverItsDownloadQuotaRestsOftenerThanItMayFailAndThenFails) {
  limits_.quota_pauses_max = 5;
  const auto job = job_with({"a"});
  for (int pause = 0; pause < limits_.quota_pauses_max; ++pause) {
    const auto lease = claim_one(job);
    EXPECT_EQ(lease.attempts, 1) << "a pause costs no attempt";
    finish(lease, parked());
    EXPECT_EQ(only_file(job).state, FileState::pending);
    clock_.advance(milliseconds{1000});
  }
  finish(claim_one(job), parked());
  EXPECT_EQ(only_file(job).state, FileState::failed);
  EXPECT_EQ(only_file(job).reason, ErrorCode::download_quota_exceeded);
}

TEST_P(CatalogContract, ARetryGivesAFileItsPausesBack) {
  limits_.quota_pauses_max = 1;
  const auto job = job_with({"a"});
  finish(claim_one(job), parked());
  clock_.advance(milliseconds{1000});
  finish(claim_one(job), parked());
  settle();
  EXPECT_EQ(only_file(job).state, FileState::failed);
  EXPECT_EQ(retry(job), 1);
  finish(claim_one(job), parked());
  EXPECT_EQ(only_file(job).state, FileState::pending);
}

TEST_P(CatalogContract, WhileFilesAreParkedTheOthersGoOn) {
  const auto job = job_with({"a", "b"});
  const auto leases = claim(job);
  auto pause = parked();
  pause.delay = std::chrono::hours{2};
  finish(leases[0], pause);
  EXPECT_FALSE(snapshot(job).throttled_until) << "the other one is being fetched";
  finish(leases[1], imported("B"));
  settle();
  EXPECT_EQ(snapshot(job).state, JobState::processing);
  EXPECT_EQ(snapshot(job).throttled_until, clock_.now() + std::chrono::hours{2});
  clock_.advance(std::chrono::hours{2});
  finish(claim_one(job), imported("A"));
  settle();
  EXPECT_EQ(snapshot(job).state, JobState::completed);
}

}  // namespace
}  // namespace pixferry
