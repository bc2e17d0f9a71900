#include "cli/coordination.hpp"

#include <condition_variable>
#include <mutex>

#include "cli/google_drive_source.hpp"
#include "cli/outage_notice.hpp"
#include "pipeline/pacing/local_pacer.hpp"
#include "pipeline/pacing/redis_pacer.hpp"
#include "pipeline/platform/log.hpp"
#include "pipeline/progress/local_feed.hpp"
#include "pipeline/progress/redis_feed.hpp"
#include "pipeline/queue/local_queue.hpp"
#include "pipeline/queue/redis_queue.hpp"

namespace pixferry {
namespace {

constexpr std::chrono::seconds kLookEvery{1};

void write_notice(OutageNotice::Kind kind, const RedisStatus& status) {
  if (kind == OutageNotice::Kind::away) {
    log::warning("Redis is away; imports go on without it",
                 {{"detail", status.failure ? status.failure->message : ""}});
  } else if (kind == OutageNotice::Kind::back) {
    log::info("Redis is back");
  }
}

void watch(const std::stop_token& stop, const RedisFeed& feed, const Clock& clock) {
  OutageNotice notice;
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock{mutex};
  do {
    const auto status = feed.status();
    write_notice(notice.look(status, clock.steady()), status);
    never.wait_for(lock, stop, kLookEvery, [] { return false; });
  } while (!stop.stop_requested());
}

PaceLimits pace_limits_of(const Config& config) {
  return {.google_drive_rate_max = google_drive_rate_max(config),
          .dropbox_rate_max = static_cast<double>(config.dropbox.rate)};
}

Coordination within_the_process(const Config& config, const Clock& clock) {
  return {.queue = std::make_unique<LocalQueue>(clock),
          .pacer = std::make_unique<LocalPacer>(clock, pace_limits_of(config)),
          .feed = std::make_unique<LocalFeed>(clock),
          .check = [](const Context&) { return Result<>{}; }};
}

}  // namespace

Result<Coordination> Coordination::begin(const Config& config, const Clock& clock, Random& random,
                                         bool has_workers) {
  if (config.redis_url.empty()) return within_the_process(config, clock);
  auto url = parse_redis_url(config.redis_url.reveal());
  if (!url) return url.error();
  const RedisConfig redis{.url = *std::move(url), .ca_file = config.redis_ca_file};
  const auto outage =
      has_workers ? RedisQueue::Outage::serve_ourselves : RedisQueue::Outage::refuse;
  auto feed = std::make_unique<RedisFeed>(redis, clock, random);
  auto* link = feed.get();
  return Coordination{
      .queue = std::make_unique<RedisQueue>(redis, clock, random, outage),
      .pacer = std::make_unique<RedisPacer>(redis, clock, random, pace_limits_of(config)),
      .feed = std::move(feed),
      .check = [link](const Context& context) { return link->check(context); },
      .notices =
          std::jthread{[link, &clock](const std::stop_token& stop) { watch(stop, *link, clock); }}};
}

}  // namespace pixferry
