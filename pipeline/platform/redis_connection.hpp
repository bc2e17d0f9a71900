#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pipeline/platform/byte_stream.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/redis_config.hpp"
#include "pipeline/platform/redis_reply.hpp"

namespace pixferry {

/// A command and its arguments, which may hold any bytes.
using RedisCommand = std::vector<std::string>;

/// One connection to a Redis server, plain or over TLS. Used by one thread at a time. After an
/// Error it is of no more use, for a late reply may still be on its way. Errors: `stopped`,
/// `timeout`, `network`, `credentials_rejected`, `invalid_configuration`; the messages name
/// REDIS_URL, the server and the cure, and never the password.
class RedisConnection {
 public:
  /// Connects, introduces us, chooses the database and waits until the server answers a PING. The
  /// clock is the one of the contexts' deadlines.
  static Result<std::unique_ptr<RedisConnection>> open(const Context& context,
                                                       const RedisConfig& config,
                                                       const Clock& clock);

  /// What the server answers, refusals included: those are values.
  Result<RedisReply> command(const Context& context, const RedisCommand& command);
  /// The next message of a connection that has subscribed to some.
  Result<RedisReply> receive(const Context& context);

 private:
  RedisConnection(std::unique_ptr<ByteStream> stream, const RedisUrl& url)
      : stream_(std::move(stream)), url_(url) {}
  Result<> introduce(const Context& context);
  Error lost(const Error& cause) const;

  std::unique_ptr<ByteStream> stream_;
  RedisUrl url_;
  RedisReplyReader replies_;
};

}  // namespace pixferry
