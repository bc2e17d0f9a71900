#include "testing/pacer_contract.hpp"

#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace pixferry {
namespace {

using namespace std::chrono_literals;

TEST_P(PacerContract, AdmitsEverythingAtOnceUntilTheFirstThrottle) {
  const auto start = clock_.steady();
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(pacer_->admit({}, SourceKind::dropbox, 5));
  EXPECT_LT(clock_.steady() - start, 60s);
}

TEST_P(PacerContract, SendsNothingDuringThePauseThatTheProviderAskedFor) {
  ASSERT_TRUE(pacer_->admit({}, SourceKind::google_drive, 1));
  pacer_->throttled(SourceKind::google_drive, 30s);
  const Context context{.stop = {}, .deadline = clock_.steady() + 1s};
  const auto admitted = pacer_->admit(context, SourceKind::google_drive, 1);
  ASSERT_FALSE(admitted);
  EXPECT_EQ(admitted.error().code, ErrorCode::rate_limited);
  ASSERT_TRUE(admitted.error().retry_after);
  EXPECT_GT(*admitted.error().retry_after, 25s);
  EXPECT_LE(*admitted.error().retry_after, 30s);
}

TEST_P(PacerContract, KeepsTheBudgetsOfProvidersApart) {
  pacer_->throttled(SourceKind::google_drive, 30s);
  const Context context{.stop = {}, .deadline = clock_.steady() + 1s};
  EXPECT_FALSE(pacer_->admit(context, SourceKind::google_drive, 1));
  EXPECT_TRUE(pacer_->admit(context, SourceKind::dropbox, 1));
}

TEST_P(PacerContract, AdmitsAgainOnceThePauseIsOver) {
  pacer_->throttled(SourceKind::dropbox, 20ms);
  const auto before = clock_.steady();
  ASSERT_TRUE(pacer_->admit({.stop = {}, .deadline = before + 30s}, SourceKind::dropbox, 1));
  EXPECT_GE(clock_.steady() - before, 10ms);
}

TEST_P(PacerContract, RefusesAtOnceWhenStopped) {
  std::stop_source stop;
  stop.request_stop();
  const auto admitted = pacer_->admit({.stop = stop.get_token()}, SourceKind::dropbox, 1);
  ASSERT_FALSE(admitted);
  EXPECT_EQ(admitted.error().code, ErrorCode::stopped);
}

TEST_P(PacerContract, LetsGoOfWhoWaitsWhenStopped) {
  pacer_->throttled(SourceKind::dropbox, 600s);
  std::stop_source stop;
  auto waiting = std::async(std::launch::async, [&] {
    return pacer_->admit({.stop = stop.get_token()}, SourceKind::dropbox, 1);
  });
  stop.request_stop();
  const auto admitted = waiting.get();
  ASSERT_FALSE(admitted);
  EXPECT_EQ(admitted.error().code, ErrorCode::stopped);
}

TEST_P(PacerContract, IsSharedByManyThreads) {
  std::vector<std::jthread> threads;
  std::atomic<int> admitted = 0;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 100; ++i) {
        const Context context{.stop = {}, .deadline = clock_.steady() + 5ms};
        if (pacer_->admit(context, SourceKind::dropbox, 1)) ++admitted;
        if (thread == 0 && i == 50) pacer_->throttled(SourceKind::dropbox, 1ms);
        pacer_->succeeded(SourceKind::dropbox);
      }
    });
  }
  threads.clear();
  EXPECT_GE(admitted, 50);
}

}  // namespace

std::string pacer_case_name(const testing::TestParamInfo<PacerCase>& info) {
  return info.param.name;
}

}  // namespace pixferry
