#pragma once

#include <memory>

#include "pipeline/platform/clock.hpp"
#include "pipeline/progress/progress_feed.hpp"

namespace pixferry {

/// Wake-ups within one process. Those that come while nobody waits become one. Subscriptions may
/// outlive the feed, and then end by their contexts alone.
class LocalFeed final : public ProgressFeed {
 public:
  /// The clock is the one of the contexts' deadlines, and must outlive the feed and all its
  /// subscriptions.
  explicit LocalFeed(const Clock& clock);
  ~LocalFeed() override;

  void publish(const JobId& job) override;
  std::unique_ptr<Subscription> subscribe(const JobId& job) override;
  std::unique_ptr<Observation> observe(Observer observer) override;

 private:
  class Registry;
  class LocalSubscription;
  class LocalObservation;
  const Clock& clock_;
  std::shared_ptr<Registry> registry_;
};

}  // namespace pixferry
