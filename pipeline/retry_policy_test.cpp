#include "pipeline/retry_policy.hpp"

#include <gtest/gtest.h>

#include "testing/seeded_random.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

class RetryPolicyTest : public testing::Test {
 protected:
  Outcome outcome(ErrorCode code, int attempts = 1,
                  std::optional<std::chrono::milliseconds> retry_after = {}) {
    return RetryPolicy{random_, limits_}.outcome_of({code, "why", retry_after}, attempts);
  }
  Postponed postponed(ErrorCode code, int attempts = 1,
                      std::optional<std::chrono::milliseconds> retry_after = {}) {
    return std::get<Postponed>(outcome(code, attempts, retry_after));
  }

  SeededRandom random_{7};
  Limits limits_;
};

TEST_F(RetryPolicyTest, WhatMayPassIsTriedAgainAndCountsAsAnAttempt) {
  for (const auto code : {ErrorCode::network, ErrorCode::timeout, ErrorCode::checksum_mismatch,
                          ErrorCode::html_instead_of_image}) {
    EXPECT_FALSE(postponed(code).refund_attempt) << name(code);
  }
}

TEST_F(RetryPolicyTest, WhatIsFinalFailsWithItsReasonAtOnce) {
  for (const auto code :
       {ErrorCode::source_gone, ErrorCode::source_forbidden, ErrorCode::too_large,
        ErrorCode::unsupported_type, ErrorCode::storage_refused, ErrorCode::folder_not_found}) {
    const auto result = outcome(code);
    ASSERT_TRUE(std::holds_alternative<Failed>(result)) << name(code);
    EXPECT_EQ(std::get<Failed>(result).reason, code);
  }
}

TEST_F(RetryPolicyTest, ThrottlingBurnsNoAttemptAndObeysTheProvidersWait) {
  const auto later = postponed(ErrorCode::rate_limited, 3, 17s);
  EXPECT_TRUE(later.refund_attempt);
  EXPECT_EQ(later.delay, 17s);
}

TEST_F(RetryPolicyTest, AFileOverItsDownloadQuotaRestsForHoursAndBurnsNoAttempt) {
  const auto later = postponed(ErrorCode::download_quota_exceeded, 3);
  EXPECT_TRUE(later.refund_attempt);
  EXPECT_EQ(later.delay, 2h);
  EXPECT_EQ(postponed(ErrorCode::download_quota_exceeded, 1, 17s).delay, 17s);
}

TEST_F(RetryPolicyTest, ADrainHandsTheFileBackAtOnceAndWithItsAttempt) {
  const auto later = postponed(ErrorCode::stopped, 5);
  EXPECT_TRUE(later.refund_attempt);
  EXPECT_EQ(later.delay, 0ms);
}

TEST_F(RetryPolicyTest, WhatKeepsAllFilesWaitingCostsNoneOfThemAnAttempt) {
  for (const auto code : {ErrorCode::storage_full, ErrorCode::storage_unavailable,
                          ErrorCode::catalog_unavailable, ErrorCode::inspector_unavailable}) {
    EXPECT_TRUE(postponed(code, 3).refund_attempt) << name(code);
  }
}

TEST_F(RetryPolicyTest, WrongBytesAreTriedAgainHoweverManyAttemptsFailedForOtherReasons) {
  for (int attempt = 1; attempt < limits_.attempts_max; ++attempt) {
    EXPECT_FALSE(postponed(ErrorCode::checksum_mismatch, attempt).refund_attempt);
  }
}

TEST_F(RetryPolicyTest, WaitsGrowButStayBelowTheCapWhateverTheChance) {
  limits_.backoff = 100ms;
  limits_.backoff_max = 5s;
  for (int attempt = 1; attempt <= 64; ++attempt) {
    const auto ceiling =
        std::min<std::chrono::milliseconds>(100ms * (1 << std::min(attempt - 1, 20)), 5s);
    for (int i = 0; i < 50; ++i) {
      const auto delay = postponed(ErrorCode::network, attempt).delay;
      EXPECT_GE(delay, 0ms);
      EXPECT_LE(delay, ceiling);
    }
  }
}

TEST_F(RetryPolicyTest, WaitsAreSpreadOverTheWholeSpan) {
  limits_.backoff = 1000ms;
  int below_half = 0;
  for (int i = 0; i < 1000; ++i) below_half += postponed(ErrorCode::network).delay < 500ms;
  EXPECT_GT(below_half, 400);
  EXPECT_LT(below_half, 600);
}

TEST(Decide, ATokenThatItsSourceCouldNotRenewIsNotTriedAgain) {
  EXPECT_EQ(decide(ErrorCode::token_expired), Decision::fail);
}

}  // namespace
}  // namespace pixferry
