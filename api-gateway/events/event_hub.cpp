#include "api-gateway/events/event_hub.hpp"

#include <algorithm>

#include "pipeline/platform/wait.hpp"

namespace pixferry::events {
namespace {

constexpr std::chrono::milliseconds kLookAtLeastEvery{1000};
/// A catalog that answers later is asked again, and does not hold up the other jobs.
constexpr std::chrono::seconds kReadMax{5};

}  // namespace

void EventHub::watch(const JobId& job, const std::shared_ptr<http::EventStream>& stream,
                     std::optional<std::int64_t> after) {
  const std::lock_guard lock{mutex_};
  arrivals_.push_back({job, {.stream = stream, .position = after}});
  is_news_ = true;
  if (thread_.joinable()) {
    changed_.notify_all();
    return;
  }
  thread_ = std::jthread{[this](const std::stop_token& stop) { run(stop); }};
}

void EventHub::run(const std::stop_token& stop) {
  const auto observation = parts_.feed.observe([this](const JobId& job) {
    const std::lock_guard lock{mutex_};
    const auto watched = jobs_.find(job);
    if (watched == jobs_.end() || watched->second.is_awaited) return;
    watched->second.is_awaited = true;
    is_news_ = true;
    changed_.notify_all();
  });
  const Context context{stop};
  while (!context.is_stopped()) {
    for (const auto& job : next_jobs(context)) look(context, job);
  }
}

std::vector<JobId> EventHub::next_jobs(const Context& context) {
  std::unique_lock lock{mutex_};
  while (!context.is_stopped()) {
    admit_arrivals();
    is_news_ = false;
    std::vector<JobId> due;
    const auto now = parts_.clock.steady();
    for (const auto& [id, schedule] : jobs_) {
      if (now >= (schedule.is_awaited ? schedule.earliest : schedule.latest)) due.push_back(id);
    }
    if (!due.empty()) return due;
    wait_until(changed_, lock, context.until(next_look()), parts_.clock,
               [this] { return is_news_; });
  }
  return {};
}

void EventHub::admit_arrivals() {
  for (auto& [id, watcher] : arrivals_) {
    const auto now = parts_.clock.steady();
    auto& schedule = jobs_.try_emplace(id, Schedule{WatchedJob{id}, now, now}).first->second;
    schedule.job.add(std::move(watcher));
    schedule.is_awaited = true;
  }
  arrivals_.clear();
}

Instant EventHub::next_look() const {
  auto next = Instant::max();
  for (const auto& [id, schedule] : jobs_) {
    next = std::min(next, schedule.is_awaited ? schedule.earliest : schedule.latest);
  }
  return next;
}

void EventHub::look(const Context& context, const JobId& id) {
  Schedule* schedule = nullptr;
  {
    const std::lock_guard lock{mutex_};
    schedule = &jobs_.at(id);
    const auto now = parts_.clock.steady();
    schedule->is_awaited = false;
    schedule->earliest = now + parts_.look_at_most_every;
    schedule->latest = now + kLookAtLeastEvery;
    if (!schedule->job.has_watchers()) {
      jobs_.erase(id);
      return;
    }
  }
  const auto looked =
      schedule->job.look(context.until(parts_.clock.steady() + kReadMax), parts_.journal);
  if (looked == WatchedJob::Look::all_told || looked == WatchedJob::Look::failed) return;
  const std::lock_guard lock{mutex_};
  schedule->is_awaited = true;
  if (looked == WatchedJob::Look::more_to_tell) schedule->earliest = parts_.clock.steady();
}

}  // namespace pixferry::events
