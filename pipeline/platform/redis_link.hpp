#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/jittered_backoff.hpp"
#include "pipeline/platform/random.hpp"
#include "pipeline/platform/redis_connection.hpp"
#include "pipeline/platform/redis_script.hpp"

namespace pixferry {

/// How things stand with a server; for /health and the log.
struct RedisStatus {
  bool is_up = false;
  std::optional<Error> failure;  ///< the last one since it was up; nothing before the first attempt
};

/// A connection to a server that may come and go. A thread of its own connects, so that nobody else
/// waits for that; after a failure it stays away for a while, chosen partly by chance, and
/// meanwhile every call fails at once. Commands go one after the other. Thread-safe.
class RedisLink {
 public:
  /// Starts to connect. Clock (the contexts' one) and chance must outlive the link.
  RedisLink(const RedisConfig& config, const Clock& clock, Random& random);
  ~RedisLink();
  RedisLink(const RedisLink&) = delete;

  /// The reply, among the refusals only those that tell of the state of a key or script: NOGROUP,
  /// BUSYGROUP and NOSCRIPT. Any other is an Error, as are the failures of RedisConnection. A
  /// connection that the server closed is replaced once on the way: a command may run twice.
  Result<RedisReply> command(const Context& context, const RedisCommand& command);
  /// Runs a script; never answers a refusal.
  Result<RedisReply> run(const Context& context, const RedisScript& script,
                         const std::vector<std::string>& keys,
                         const std::vector<std::string>& arguments);

  /// Waits until the server answered, or the first attempt failed.
  Result<> check(const Context& context);
  RedisStatus status() const;
  /// When there may be a connection again; the past while there is one.
  Instant retry_at() const;

 private:
  enum class State { connecting, up, staying_away };
  using Lock = std::unique_lock<std::mutex>;

  void keep_connected(const std::stop_token& stop);
  void connect(Lock& lock, const std::stop_token& stop);
  Result<std::unique_ptr<RedisConnection>> take(Lock& lock, const Context& context);
  Result<RedisReply> attempt(const Context& context, const RedisCommand& command);
  void give_back(std::unique_ptr<RedisConnection> connection);
  void lose(const Error& error);
  void fail(const Error& error);
  Error down() const;

  const RedisConfig config_;
  const Clock& clock_;

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  State state_ = State::connecting;
  std::unique_ptr<RedisConnection> connection_;  ///< while up and nobody uses it
  Instant connected_at_ = Instant::min();
  Instant retry_at_ = Instant::min();
  std::optional<Error> failure_;
  JitteredBackoff backoff_;
  std::jthread connector_;
};

}  // namespace pixferry
