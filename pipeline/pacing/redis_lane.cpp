#include "pipeline/pacing/redis_lane.hpp"

#include <algorithm>
#include <utility>

#include "pipeline/pacing/refused_admission.hpp"
#include "pipeline/platform/wait.hpp"

namespace pixferry {
namespace {

/// How old what we know of the shared pace may be.
constexpr std::chrono::milliseconds kNewsEach{250};
constexpr std::size_t kBookedTogetherMax = 64;

double fixed_rate(const PaceLimits& limits, SourceKind source) {
  return source == SourceKind::google_drive ? limits.google_drive_rate_max
                                            : limits.dropbox_rate_max;
}

PaceLimits same_for_all(double rate_max) {
  return {.google_drive_rate_max = rate_max, .dropbox_rate_max = rate_max};
}

std::chrono::milliseconds time_left(const Context& context, Instant now) {
  constexpr std::chrono::milliseconds kLongest = std::chrono::hours{1};
  if (context.deadline <= now) return std::chrono::milliseconds{0};
  return std::min(kLongest, std::chrono::floor<std::chrono::milliseconds>(context.deadline - now));
}

}  // namespace

RedisLane::RedisLane(const Parts& parts)
    : link_(parts.link),
      clock_(parts.clock),
      answer_max_(parts.config.answer_max),
      source_(parts.source),
      rate_max_(fixed_rate(parts.limits, parts.source)),
      pace_(parts.config.key_prefix, parts.source) {
  if (rate_max_ > 0) rate_ = rate_max_;
}

Result<> RedisLane::admit(const Context& context, unsigned cost) {
  Lock lock{mutex_};
  while (true) {
    if (auto waited = wait_out_pause(lock, context); !waited) return waited;
    const bool is_limited = rate_ && !own_pacer_;
    // Whoever is limited gets the news with the booking.
    if (!is_limited && is_stale() && !(is_asking_ && asked_at_)) {
      refresh(lock);
      continue;
    }
    if (own_pacer_) {
      const auto own_pacer = own_pacer_;
      lock.unlock();
      return own_pacer->admit(context, source_, cost);
    }
    if (is_limited) {
      const auto has_slot = wait_for_slot(lock, context, cost);
      if (!has_slot) return has_slot.error();
      if (!*has_slot) continue;
    }
    count_sent(cost);
    return {};
  }
}

Result<> RedisLane::wait_out_pause(Lock& lock, const Context& context) {
  while (!context.is_stopped()) {
    const auto now = clock_.steady();
    const auto end = pause_until_;
    if (end <= now) return {};
    if (end > context.deadline) return opens_too_late(source_, end - now);
    wait_until(changed_, lock, context.until(end), clock_, [&] { return pause_until_ != end; });
  }
  return stopped_before_sending();
}

/// False where the time came and meanwhile is void, or Redis failed: the request begins anew.
Result<bool> RedisLane::wait_for_slot(Lock& lock, const Context& context, unsigned cost) {
  Request request{.booking = {cost, time_left(context, clock_.steady())}};
  requests_.push_back(&request);
  while (!request.is_answered) is_asking_ ? changed_.wait(lock) : ask(lock);
  if (!request.slot) return false;
  if (!request.slot->is_booked) return opens_too_late(source_, request.slot->wait);
  const auto is_void = [&] { return schedule_ != request.schedule; };
  wait_until(changed_, lock, context.until(request.send_at), clock_, is_void);
  if (context.is_stopped()) return stopped_before_sending();
  refresh(lock);
  return !is_void();
}

/// Makes sure that what we know of the pace is fresh.
void RedisLane::refresh(Lock& lock) {
  while (is_stale()) is_asking_ ? changed_.wait(lock) : ask(lock);
}

bool RedisLane::is_stale() const {
  return !asked_at_ || clock_.steady() - *asked_at_ >= kNewsEach;
}

void RedisLane::ask(Lock& lock) {
  is_asking_ = true;
  const auto report = std::exchange(unreported_, {});
  const auto end = requests_.begin() +
                   static_cast<std::ptrdiff_t>(std::min(requests_.size(), kBookedTogetherMax));
  const std::vector<Request*> requests{requests_.begin(), end};
  requests_.erase(requests_.begin(), end);
  SharedPace::Question question{
      .report = report, .bookings = {}, .rate_max = rate_max_, .known_rate = rate_};
  for (const auto* request : requests) question.bookings.push_back(request->booking);

  lock.unlock();
  const Context context{.stop = {}, .deadline = clock_.steady() + answer_max_};
  const auto verdict = pace_.ask(link_, context, question);
  lock.lock();

  is_asking_ = false;
  asked_at_ = clock_.steady();
  for (auto* const request : requests) request->is_answered = true;
  verdict ? learn(*verdict, requests) : serve_ourselves(report);
  changed_.notify_all();
}

void RedisLane::learn(const PaceVerdict& verdict, const std::vector<Request*>& requests) {
  const auto now = clock_.steady();
  own_pacer_.reset();
  rate_ = verdict.rate;
  schedule_ = verdict.schedule;
  if (verdict.pause.count() > 0) pause_until_ = std::max(pause_until_, now + verdict.pause);
  for (std::size_t i = 0; i < requests.size(); ++i) {
    requests[i]->slot = verdict.slots[i];
    requests[i]->send_at = now + verdict.slots[i].wait;
    requests[i]->schedule = verdict.schedule;
  }
}

void RedisLane::serve_ourselves(const PaceReport& report) {
  if (!own_pacer_) {
    own_pacer_ = std::make_shared<LocalPacer>(clock_, same_for_all(rate_.value_or(rate_max_)));
  }
  if (report.refused > 0) own_pacer_->throttled(source_, report.retry_after);
}

void RedisLane::throttled(std::chrono::milliseconds retry_after) {
  Lock lock{mutex_};
  ++unreported_.refused;
  unreported_.retry_after = std::max(unreported_.retry_after, retry_after);
  if (retry_after.count() > 0) {
    pause_until_ = std::max(pause_until_, clock_.steady() + retry_after);
    changed_.notify_all();
  }
  while (unreported_.refused > 0) is_asking_ ? changed_.wait(lock) : ask(lock);
}

void RedisLane::succeeded() {
  const Lock lock{mutex_};
  if (own_pacer_) return own_pacer_->succeeded(source_);
  ++unreported_.succeeded;
}

void RedisLane::count_sent(unsigned cost) {
  ++unreported_.sent;
  unreported_.units += cost;
}

}  // namespace pixferry
