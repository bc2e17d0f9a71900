#include "pipeline/progress/local_feed.hpp"

#include "testing/progress_feed_contract.hpp"

namespace pixferry {
namespace {

INSTANTIATE_TEST_SUITE_P(
    Local, ProgressFeedContract,
    testing::Values(ProgressFeedCase{
        "LocalFeed", [](const Clock& clock) { return std::make_unique<LocalFeed>(clock); }}),
    progress_feed_case_name);

TEST(LocalFeed, MayEndBeforeItsSubscriptions) {
  const SystemClock clock;
  auto feed = std::make_unique<LocalFeed>(clock);
  const auto job = JobId::from_random(1, 2);
  const auto subscription = feed->subscribe(job);
  feed->publish(job);
  feed.reset();
  subscription->wait({});
  subscription->wait({.stop = {}, .deadline = clock.steady()});
}

}  // namespace
}  // namespace pixferry
