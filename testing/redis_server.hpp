#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "pipeline/platform/redis_config.hpp"
#include "pipeline/platform/redis_connection.hpp"
#include "testing/child_process.hpp"
#include "testing/temporary_directory.hpp"

namespace pixferry {

/// A redis-server of our own on a free port of 127.0.0.1, which keeps nothing on the disk. Stopped
/// at the end of the scope.
class RedisServer {
 public:
  struct Options {
    bool is_tls = false;    ///< with a certificate for 127.0.0.1 of a private authority
    std::string user = {};  ///< empty: everybody may do everything
    std::string password = {};
    std::string rules = "~* &* +@all";  ///< what that user may do: redis.io/docs, "ACL"
    std::string settings = {};          ///< more lines of redis.conf
  };

  /// Whether the program is installed; where not, tests say `PIXFERRY_SKIP_WITHOUT_REDIS`.
  static bool is_installed();

  explicit RedisServer(const Options& options);
  RedisServer() : RedisServer(Options{}) {}

  /// How to reach it, under a key prefix that no other call was given.
  RedisConfig config() const;
  /// Runs one command on a connection of its own. Fails the test if the server cannot be reached.
  RedisReply run(const RedisCommand& command) const;

  /// As `kill -9`: what it held is gone.
  void kill();
  /// Starts it again on the same port.
  void start();
  /// Stops answering, as a server that is overloaded or out of reach.
  void freeze() const;
  void thaw() const;

 private:
  void write_settings(const Options& options);

  TemporaryDirectory directory_;
  std::uint16_t port_;
  RedisUrl url_;
  std::string ca_file_;
  std::optional<ChildProcess> process_;
};

}  // namespace pixferry

#define PIXFERRY_SKIP_WITHOUT_REDIS()                                                   \
  do {                                                                                  \
    if (!pixferry::RedisServer::is_installed()) GTEST_SKIP() << "install redis-server"; \
  } while (false)
