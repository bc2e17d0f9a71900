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

}  // namespace
}  // namespace pixferry
