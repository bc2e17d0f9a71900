#include "pipeline/progress/local_feed.hpp"

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "pipeline/platform/wait.hpp"

namespace pixferry {
namespace {

/// One subscriber's wake-up: raised any number of times, taken once.
struct Bell {
  std::mutex mutex;
  std::condition_variable_any rung;
  bool is_rung = false;

  void ring() {
    {
      const std::lock_guard lock{mutex};
      is_rung = true;
    }
    rung.notify_all();
  }
};

}  // namespace

/// Who watches which job.
class LocalFeed::Registry {
 public:
  std::shared_ptr<Bell> add(const JobId& job) {
    auto bell = std::make_shared<Bell>();
    const std::lock_guard lock{mutex_};
    bells_.emplace(job, bell);
    return bell;
  }

  void remove(const JobId& job, const std::shared_ptr<Bell>& bell) {
    const std::lock_guard lock{mutex_};
    const auto [first, last] = bells_.equal_range(job);
    for (auto at = first; at != last; ++at) {
      if (at->second != bell) continue;
      bells_.erase(at);
      return;
    }
  }

  void ring(const JobId& job) {
    const std::lock_guard lock{mutex_};
    const auto [first, last] = bells_.equal_range(job);
    for (auto at = first; at != last; ++at) at->second->ring();
    for (const auto* observer : observers_) (*observer)(job);
  }

  void add(const Observer* observer) {
    const std::lock_guard lock{mutex_};
    observers_.insert(observer);
  }

  void remove(const Observer* observer) {
    const std::lock_guard lock{mutex_};
    observers_.erase(observer);
  }

 private:
  std::mutex mutex_;
  std::multimap<JobId, std::shared_ptr<Bell>> bells_;
  std::set<const Observer*> observers_;
};

class LocalFeed::LocalSubscription final : public ProgressFeed::Subscription {
 public:
  LocalSubscription(std::shared_ptr<Registry> registry, const JobId& job, const Clock& clock)
      : registry_(std::move(registry)), job_(job), clock_(clock), bell_(registry_->add(job)) {}
  LocalSubscription(const LocalSubscription&) = delete;
  ~LocalSubscription() override { registry_->remove(job_, bell_); }

  void wait(const Context& context) override {
    std::unique_lock lock{bell_->mutex};
    const bool was_rung =
        wait_until(bell_->rung, lock, context, clock_, [this] { return bell_->is_rung; });
    if (was_rung) bell_->is_rung = false;
  }

 private:
  std::shared_ptr<Registry> registry_;
  JobId job_;
  const Clock& clock_;
  std::shared_ptr<Bell> bell_;
};

class LocalFeed::LocalObservation final : public ProgressFeed::Observation {
 public:
  LocalObservation(std::shared_ptr<Registry> registry, Observer observer)
      : registry_(std::move(registry)), observer_(std::move(observer)) {
    registry_->add(&observer_);
  }
  LocalObservation(const LocalObservation&) = delete;
  ~LocalObservation() override { registry_->remove(&observer_); }

 private:
  std::shared_ptr<Registry> registry_;
  const Observer observer_;
};

LocalFeed::LocalFeed(const Clock& clock) : clock_(clock), registry_(std::make_shared<Registry>()) {}
LocalFeed::~LocalFeed() = default;

void LocalFeed::publish(const JobId& job) {
  registry_->ring(job);
}

std::unique_ptr<ProgressFeed::Subscription> LocalFeed::subscribe(const JobId& job) {
  return std::make_unique<LocalSubscription>(registry_, job, clock_);
}

std::unique_ptr<ProgressFeed::Observation> LocalFeed::observe(Observer observer) {
  return std::make_unique<LocalObservation>(registry_, std::move(observer));
}

}  // namespace pixferry
