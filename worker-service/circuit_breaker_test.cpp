#include "worker-service/circuit_breaker.hpp"

#include <gtest/gtest.h>

#include "testing/manual_clock.hpp"

#include <chrono>
#include <thread>

namespace pixferry {
namespace {

using namespace std::chrono_literals;

const Error kFull{ErrorCode::storage_full, "the disk is full"};

/// Waits that would be hours end only because the circuit closes or is stopped.
class CircuitBreakerTest : public testing::Test {
 protected:
  Limits limits_{.backoff = 1ms, .outage_wait_max = 4ms};
  ManualClock clock_;
  CircuitBreaker breaker_{clock_, limits_};
  std::stop_source stop_;
};

TEST_F(CircuitBreakerTest, OnlyWhatHitsEveryFileAlikeIsAnOutage) {
  for (const auto code : {ErrorCode::storage_full, ErrorCode::storage_unavailable,
                          ErrorCode::catalog_unavailable, ErrorCode::inspector_unavailable}) {
    EXPECT_TRUE(CircuitBreaker::is_outage(code)) << name(code);
  }
  for (const auto code : {ErrorCode::storage_refused, ErrorCode::catalog_conflict,
                          ErrorCode::network, ErrorCode::stopped, ErrorCode::lease_lost}) {
    EXPECT_FALSE(CircuitBreaker::is_outage(code)) << name(code);
  }
}

TEST_F(CircuitBreakerTest, TellsTheLastRefusalUntilSomethingPasses) {
  EXPECT_FALSE(breaker_.why_open());
  breaker_.refused(kFull);
  breaker_.refused({ErrorCode::storage_unavailable, "read-only"});
  ASSERT_TRUE(breaker_.why_open());
  EXPECT_EQ(breaker_.why_open()->code, ErrorCode::storage_unavailable);
  breaker_.passed();
  EXPECT_FALSE(breaker_.why_open());
}

TEST_F(CircuitBreakerTest, WhatNeedsNoStoreEndsNoOutageOfTheStore) {
  breaker_.refused(kFull);
  breaker_.catalog_passed();
  EXPECT_TRUE(breaker_.why_open());
  breaker_.refused({ErrorCode::catalog_unavailable, "gone"});
  breaker_.catalog_passed();
  EXPECT_FALSE(breaker_.why_open());
}

TEST_F(CircuitBreakerTest, HoldsNobodyUpWhileItIsClosed) {
  limits_.backoff = limits_.outage_wait_max = 10h;
  EXPECT_TRUE(breaker_.wait(stop_.get_token()));
  breaker_.refused(kFull);
  breaker_.passed();
  EXPECT_TRUE(breaker_.wait(stop_.get_token()));
}

TEST_F(CircuitBreakerTest, LetsATrialThroughAfterItsWait) {
  breaker_.refused(kFull);
  EXPECT_TRUE(breaker_.wait(stop_.get_token()));
  EXPECT_TRUE(breaker_.why_open()) << "a trial has yet to pass";
}

TEST_F(CircuitBreakerTest, EachRefusedTrialDoublesTheWaitAndManyAtOnceCountOnce) {
  limits_.outage_wait_max = 10h;
  for (int i = 0; i < 1000; ++i) breaker_.refused(kFull);
  EXPECT_TRUE(breaker_.wait(stop_.get_token())) << "still the first, short wait";
  // After a refused trial the wait is twice the base: set to hours, only a stop ends it.
  limits_.backoff = 5h;
  breaker_.refused(kFull);
  breaker_.refused(kFull);
  std::jthread stopping{[&] { stop_.request_stop(); }};
  EXPECT_FALSE(breaker_.wait(stop_.get_token()));
}

TEST_F(CircuitBreakerTest, IsForgottenWhereNothingIsTriedAnyMore) {
  breaker_.refused(kFull);
  clock_.advance(4 * limits_.outage_wait_max - 1ms);
  EXPECT_TRUE(breaker_.why_open());
  clock_.advance(1ms);
  EXPECT_FALSE(breaker_.why_open());
  EXPECT_TRUE(breaker_.wait(stop_.get_token()));
}

TEST_F(CircuitBreakerTest, WhoWaitsGoesOnAsSoonAsItCloses) {
  limits_.backoff = limits_.outage_wait_max = 10h;
  breaker_.refused(kFull);
  std::jthread closing{[&] { breaker_.passed(); }};
  EXPECT_TRUE(breaker_.wait(stop_.get_token()));
}

}  // namespace
}  // namespace pixferry
