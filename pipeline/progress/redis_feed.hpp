#pragma once

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "pipeline/platform/redis_link.hpp"
#include "pipeline/progress/local_feed.hpp"
#include "pipeline/progress/progress_feed.hpp"

namespace pixferry {

/// Wake-ups among many processes, over one channel of Redis' publish and subscribe. Within a
/// process they take no detour, and work without Redis as well; those from other processes are
/// missed while it is away. What is published within a quarter of a second goes out as one message,
/// in a thread of its own: publishing never waits. A process listens from its first subscription
/// or observation on.
class RedisFeed final : public ProgressFeed {
 public:
  /// Starts to connect. Clock (the contexts' one) and chance must outlive the feed, the clock its
  /// subscriptions too.
  RedisFeed(const RedisConfig& config, const Clock& clock, Random& random);
  ~RedisFeed() override;

  void publish(const JobId& job) override;
  std::unique_ptr<Subscription> subscribe(const JobId& job) override;
  std::unique_ptr<Observation> observe(Observer observer) override;

  /// Waits until Redis answers, or fails.
  Result<> check(const Context& context) { return link_.check(context); }
  RedisStatus status() const { return link_.status(); }

 private:
  void announce(const std::stop_token& stop);
  void begin_to_listen();
  void listen(const std::stop_token& stop);
  Result<> hear_messages(const Context& context);
  void pass_on(const RedisReply& message);

  const RedisConfig config_;
  const Clock& clock_;
  const std::string channel_;
  const std::string sender_;  ///< marks our own messages, which come back to us
  LocalFeed own_;
  RedisLink link_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::set<JobId> unannounced_;
  JitteredBackoff backoff_;  ///< the listener's
  std::jthread announcer_;
  std::jthread listener_;
};

}  // namespace pixferry
