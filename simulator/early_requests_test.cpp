#include "simulator/early_requests.hpp"

#include <gtest/gtest.h>

namespace pixferry::simulator {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart{1h};

TEST(EarlyRequests, CountsWhatComesBetweenTheAnswerAndTheEndOfItsPause) {
  EarlyRequests early;
  early.arrived(kStart);
  early.answered(kStart, 2s, kStart + 10ms);
  early.arrived(kStart + 10ms + EarlyRequests::kOnItsWay);
  early.arrived(kStart + 1999ms);
  EXPECT_EQ(early.count(), 2U);
}

TEST(EarlyRequests, ForgivesWhatWasOnItsWayAndWhatComesOnTime) {
  EarlyRequests early;
  early.answered(kStart, 2s, kStart + 10ms);
  early.arrived(kStart + 9ms + EarlyRequests::kOnItsWay);
  early.arrived(kStart + 2s);
  EXPECT_EQ(early.count(), 0U);
}

TEST(EarlyRequests, ALaterAnswerProlongsThePauseButForgivesWhatWasOnItsWayThen) {
  EarlyRequests early;
  early.answered(kStart, 1s, kStart);
  early.answered(kStart + 950ms, 1s, kStart + 950ms);
  early.arrived(kStart + 1001ms);
  EXPECT_EQ(early.count(), 0U);
  early.arrived(kStart + 1500ms);
  EXPECT_EQ(early.count(), 1U);
}

TEST(EarlyRequests, ARequestInTwoPausesIsEarlyOnce) {
  EarlyRequests early;
  early.answered(kStart, 2s, kStart);
  early.answered(kStart, 3s, kStart);
  early.arrived(kStart + 1s);
  EXPECT_EQ(early.count(), 1U);
}

}  // namespace
}  // namespace pixferry::simulator
