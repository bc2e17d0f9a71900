#include "pipeline/pacing/local_pacer.hpp"

#include <gtest/gtest.h>

#include <future>
#include <thread>

#include "testing/manual_clock.hpp"
#include "testing/pacer_contract.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

INSTANTIATE_TEST_SUITE_P(Local, PacerContract,
                         testing::Values(PacerCase{"LocalPacer",
                                                   [](const Clock& clock) {
                                                     return std::make_unique<LocalPacer>(
                                                         clock, PaceLimits{});
                                                   }}),
                         pacer_case_name);

/// How long the next request would wait, asked without sending it.
std::chrono::milliseconds wait_of(LocalPacer& pacer, const Clock& clock, SourceKind source) {
  const auto refused = pacer.admit({.stop = {}, .deadline = clock.steady() - 1ms}, source, 1);
  return refused ? 0ms : refused.error().retry_after.value_or(-1ms);
}

/// Returns once another thread's request is booked: the next one waits that long then.
void await_booking(LocalPacer& pacer, const Clock& clock, std::chrono::milliseconds wait) {
  while (wait_of(pacer, clock, SourceKind::dropbox) < wait) std::this_thread::yield();
}

TEST(LocalPacer, KeepsToTheFixedRateOfEachProvider) {
  const ManualClock clock;
  LocalPacer pacer{clock, {.google_drive_rate_max = 10, .dropbox_rate_max = 2}};
  ASSERT_TRUE(pacer.admit({}, SourceKind::google_drive, 1));
  ASSERT_TRUE(pacer.admit({}, SourceKind::dropbox, 1));
  EXPECT_EQ(wait_of(pacer, clock, SourceKind::google_drive), 100ms);
  EXPECT_EQ(wait_of(pacer, clock, SourceKind::dropbox), 500ms);
}

TEST(LocalPacer, BooksNothingForACallThatItRefuses) {
  const ManualClock clock;
  LocalPacer pacer{clock, {.dropbox_rate_max = 2}};
  ASSERT_TRUE(pacer.admit({}, SourceKind::dropbox, 1));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(wait_of(pacer, clock, SourceKind::dropbox), 500ms);
}

TEST(LocalPacer, SendsOnceTheClockSaysSo) {
  ManualClock clock;
  LocalPacer pacer{clock, {.dropbox_rate_max = 100}};
  ASSERT_TRUE(pacer.admit({}, SourceKind::dropbox, 1));
  auto second =
      std::async(std::launch::async, [&] { return bool{pacer.admit({}, SourceKind::dropbox, 1)}; });
  await_booking(pacer, clock, 20ms);
  EXPECT_EQ(second.wait_for(0ms), std::future_status::timeout);
  clock.advance(10ms);
  EXPECT_TRUE(second.get());
}

TEST(LocalPacer, HoldsBackWhatWaitsAlreadyWhenThePauseBegins) {
  ManualClock clock;
  LocalPacer pacer{clock, {.dropbox_rate_max = 100}};
  ASSERT_TRUE(pacer.admit({}, SourceKind::dropbox, 1));
  const auto deadline = clock.steady() + 1s;
  auto waiting = std::async(std::launch::async, [&, deadline] {
    return pacer.admit({.stop = {}, .deadline = deadline}, SourceKind::dropbox, 1);
  });
  await_booking(pacer, clock, 20ms);
  pacer.throttled(SourceKind::dropbox, 60s);
  clock.advance(10ms);
  const auto admitted = waiting.get();
  ASSERT_FALSE(admitted);
  EXPECT_EQ(admitted.error().code, ErrorCode::rate_limited);
}

}  // namespace
}  // namespace pixferry
