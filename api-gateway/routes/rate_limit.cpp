#include "api-gateway/routes/rate_limit.hpp"

#include <algorithm>

namespace pixferry::routes {
namespace {

constexpr std::chrono::nanoseconds kMinute = std::chrono::minutes{1};

std::chrono::milliseconds whole_milliseconds(std::chrono::nanoseconds time) {
  return std::chrono::ceil<std::chrono::milliseconds>(std::max(time, std::chrono::nanoseconds{0}));
}

}  // namespace

RateLimit::RateLimit(int per_minute, std::size_t clients_max)
    : per_minute_(std::max(per_minute, 0)),
      interval_(kMinute / std::max(per_minute, 1)),
      clients_max_(std::max<std::size_t>(clients_max, 1)) {}

RateLimit::Standing RateLimit::take(Instant now, const std::string& client) {
  if (!is_on()) return {};
  const std::lock_guard lock{mutex_};
  const auto rested = rested_at(now, client);
  const auto before = standing_of(now, rested);
  if (!before.is_allowed) return before;
  remember(now, client, rested + interval_);
  auto after = standing_of(now, rested + interval_);
  after.is_allowed = true;
  after.retry_after = std::chrono::milliseconds{0};
  return after;
}

RateLimit::Standing RateLimit::look(Instant now, const std::string& client) const {
  if (!is_on()) return {};
  const std::lock_guard lock{mutex_};
  return standing_of(now, rested_at(now, client));
}

std::size_t RateLimit::clients() const {
  const std::lock_guard lock{mutex_};
  return by_client_.size();
}

RateLimit::Standing RateLimit::standing_of(Instant now, Instant rested) const {
  const auto room = kMinute - (rested - now);
  return {.is_allowed = room >= interval_,
          .left = static_cast<int>(std::max<std::int64_t>(room / interval_, 0)),
          .retry_after = whole_milliseconds(interval_ - room),
          .full_after = whole_milliseconds(rested - now)};
}

Instant RateLimit::rested_at(Instant now, const std::string& client) const {
  const auto known = by_client_.find(client);
  return known == by_client_.end() ? now : std::max(known->second->first, now);
}

void RateLimit::remember(Instant now, const std::string& client, Instant rested) {
  if (const auto known = by_client_.find(client); known != by_client_.end()) {
    by_rest_.erase(known->second);
    by_client_.erase(known);
  }
  while (!by_rest_.empty() &&
         (by_rest_.begin()->first <= now || by_client_.size() >= clients_max_)) {
    by_client_.erase(by_rest_.begin()->second);
    by_rest_.erase(by_rest_.begin());
  }
  by_client_.emplace(client, by_rest_.emplace(rested, client));
}

}  // namespace pixferry::routes
