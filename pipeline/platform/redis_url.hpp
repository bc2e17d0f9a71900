#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// Where a Redis server is, and as whom we speak to it.
struct RedisUrl {
  bool is_tls = false;
  std::string host;  ///< an IPv6 address without its brackets
  std::uint16_t port = 6379;
  std::string user;  ///< empty: the server's default user
  Secret password;   ///< empty: none is sent
  int database = 0;

  /// Host and port: what a message may name.
  std::string place() const;
};

/// Takes `redis://` and, for TLS, `rediss://[USER[:PASSWORD]@]HOST[:PORT][/DATABASE]`, user and
/// password percent-encoded where they hold `/ ? # %`. Error: `invalid_configuration`, one sentence
/// that names REDIS_URL and what is wrong with it, and holds nothing of the password.
Result<RedisUrl> parse_redis_url(std::string_view text);

}  // namespace pixferry
