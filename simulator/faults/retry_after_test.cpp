#include "simulator/faults/retry_after.hpp"

#include <gtest/gtest.h>

#include "testing/manual_clock.hpp"

namespace pixferry::simulator {
namespace {

using namespace std::chrono_literals;

TEST(RetryAfterHeader, ForgivesWhoeverComesRightAtTheDate) {
  ManualClock clock;
  clock.advance(250ms);
  const auto header = header_for({RetryAfter::Form::date, 1s}, clock);
  // The clock told the last whole millisecond, so the date may be that much nearer.
  EXPECT_EQ(header.wait, 1749ms);
}

TEST(RetryAfterHeader, HoldsToTheSecondsThatItNames) {
  const ManualClock clock;
  const auto header = header_for({RetryAfter::Form::seconds, 3s}, clock);
  EXPECT_EQ(header.value, "3");
  EXPECT_EQ(header.wait, 3s);
}

}  // namespace
}  // namespace pixferry::simulator
