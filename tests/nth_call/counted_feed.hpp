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
  std::unique_ptr<Observation> observe(Observer observer) override {
    return real_.observe(std::move(observer));
  }

 private:
  ProgressFeed& real_;
  CallCounter& calls_;
};

}  // namespace pixferry
