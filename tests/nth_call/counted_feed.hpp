#pragma once

#include "pipeline/progress/progress_feed.hpp"
#include "tests/nth_call/call_counter.hpp"

namespace pixferry {

/// A wake-up that fails is lost.
class CountedFeed final : public ProgressFeed {
 public:
  CountedFeed(ProgressFeed& real, CallCounter& calls) : real_(real), calls_(calls) {}

  void publish(const JobId& job) override {
    if (!calls_.is_planned("feed.publish")) real_.publish(job);
  }
  std::unique_ptr<Subscription> subscribe(const JobId& job) override {
    return real_.subscribe(job);
  }

 private:
  ProgressFeed& real_;
  CallCounter& calls_;
};

}  // namespace pixferry
