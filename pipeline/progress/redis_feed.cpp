#include "pipeline/progress/redis_feed.hpp"

#include <algorithm>

#include "pipeline/platform/redis_error.hpp"
#include "pipeline/platform/wait.hpp"

namespace pixferry {
namespace {

constexpr std::chrono::milliseconds kMessageEach{250};
/// Beyond these, wake-ups are dropped.
constexpr std::size_t kUnannouncedMax = 10'000;
constexpr std::size_t kSenderBytes = 8;

std::string message_of(const std::string& sender, const std::set<JobId>& jobs) {
  std::string message = sender;
  for (const auto& job : jobs) message.append(" ").append(job.text());
  return message;
}

/// Cuts the first word off.
std::string_view next_word(std::string_view& text) {
  const auto word = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(word.size() + 1, text.size()));
  return word;
}

}  // namespace

RedisFeed::RedisFeed(const RedisConfig& config, const Clock& clock, Random& random)
    : config_(config),
      clock_(clock),
      channel_(config.key_prefix + ":progress"),
      sender_(random_hex(random, kSenderBytes)),
      own_(clock),
      link_(config, clock, random),
      backoff_(config.backoff, config.backoff_max, random),
      announcer_([this](const std::stop_token& stop) { announce(stop); }) {}

RedisFeed::~RedisFeed() = default;

void RedisFeed::publish(const JobId& job) {
  own_.publish(job);
  {
    const std::lock_guard lock{mutex_};
    if (unannounced_.size() >= kUnannouncedMax || !unannounced_.insert(job).second) return;
  }
  changed_.notify_all();
}

std::unique_ptr<ProgressFeed::Subscription> RedisFeed::subscribe(const JobId& job) {
  begin_to_listen();
  return own_.subscribe(job);
}

std::unique_ptr<ProgressFeed::Observation> RedisFeed::observe(Observer observer) {
  begin_to_listen();
  return own_.observe(std::move(observer));
}

void RedisFeed::begin_to_listen() {
  const std::lock_guard lock{mutex_};
  if (listener_.joinable()) return;
  listener_ = std::jthread{[this](const std::stop_token& stop) { listen(stop); }};
}

void RedisFeed::announce(const std::stop_token& stop) {
  const Context context{stop};
  std::unique_lock lock{mutex_};
  while (wait_until(changed_, lock, context, clock_, [this] { return !unannounced_.empty(); }) &&
         !context.is_stopped()) {
    const auto message = message_of(sender_, unannounced_);
    unannounced_.clear();
    lock.unlock();
    // A wake-up that gets lost costs its watcher a moment; the status tells of the failure.
    const auto deadline = clock_.steady() + config_.answer_max;
    (void)link_.command(context.until(deadline), {"PUBLISH", channel_, message});
    lock.lock();
    const auto next = clock_.steady() + kMessageEach;
    wait_until(changed_, lock, context.until(next), clock_, [] { return false; });
  }
}

void RedisFeed::listen(const std::stop_token& stop) {
  const Context context{stop};
  while (!context.is_stopped()) {
    // Why it ended, the other connection's status tells; here it only begins again.
    (void)hear_messages(context);
    std::unique_lock lock{mutex_};
    const auto next = clock_.steady() + backoff_.next();
    wait_until(changed_, lock, context.until(next), clock_, [] { return false; });
  }
}

Result<> RedisFeed::hear_messages(const Context& context) {
  const auto soon = context.until(clock_.steady() + config_.connect_max);
  const auto connection = RedisConnection::open(soon, config_, clock_);
  if (!connection) return connection.error();
  const auto subscribed = (*connection)->command(soon, {"SUBSCRIBE", channel_});
  if (!subscribed) return subscribed.error();
  if (subscribed->is_refusal()) return redis_refusal(*subscribed, config_.url);
  backoff_.reset();
  while (true) {
    const auto message = (*connection)->receive(context);
    if (!message) return message.error();
    pass_on(*message);
  }
}

/// A message is three texts: "message", the channel, and what was published.
void RedisFeed::pass_on(const RedisReply& message) {
  if (message.list.size() != 3) return;
  std::string_view text = message.list[2].text;
  if (next_word(text) == sender_) return;
  while (!text.empty()) {
    if (const auto job = JobId::parse(next_word(text))) own_.publish(*job);
  }
}

}  // namespace pixferry
