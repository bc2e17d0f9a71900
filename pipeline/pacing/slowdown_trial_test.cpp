#include "pipeline/pacing/slowdown_trial.hpp"

#include <gtest/gtest.h>

#include "testing/pace_time.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

TEST(SlowdownTrial, HelpsWhereNothingIsRefusedAnyMore) {
  SlowdownTrial trial{kStart, 0.1};
  for (int i = 1; i < SlowdownTrial::kAnswersMin; ++i) {
    EXPECT_FALSE(trial.answered(kStart + 2s, false));
  }
  EXPECT_EQ(trial.answered(kStart + 2s, false), SlowdownTrial::Verdict::helped);
}

TEST(SlowdownTrial, CountsNothingThatWasSentBefore) {
  SlowdownTrial trial{kStart, 0.1};
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(trial.answered(kStart + 1999ms, true));
}

TEST(SlowdownTrial, IsIndependentWhereTheSameShareIsRefused) {
  SlowdownTrial trial{kStart, 0.1};
  for (int i = 1; i < SlowdownTrial::kAnswersMin; ++i) {
    EXPECT_FALSE(trial.answered(kStart + 2s, i % 10 == 0));
  }
  EXPECT_EQ(trial.answered(kStart + 2s, true), SlowdownTrial::Verdict::independent);
}

TEST(SlowdownTrial, WasTooLittleWhereFewerAreRefusedOrMost) {
  SlowdownTrial fewer{kStart, 0.5};
  for (int i = 1; i < SlowdownTrial::kAnswersMin; ++i) {
    EXPECT_FALSE(fewer.answered(kStart + 2s, false));
  }
  EXPECT_EQ(fewer.answered(kStart + 2s, true), SlowdownTrial::Verdict::too_little);

  SlowdownTrial most{kStart, 0.9};
  for (int i = 1; i < 8; ++i) EXPECT_FALSE(most.answered(kStart + 2s, true));
  EXPECT_EQ(most.answered(kStart + 2s, true), SlowdownTrial::Verdict::too_little);
}

}  // namespace
}  // namespace pixferry
