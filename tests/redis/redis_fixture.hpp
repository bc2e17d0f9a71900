#pragma once

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "pipeline/platform/random.hpp"
#include "testing/redis_server.hpp"

namespace pixferry {

/// One server for all tests that do it no harm, plain or over TLS. Started when first asked for.
inline const RedisServer& plain_redis() {
  static const RedisServer server;
  return server;
}
inline const RedisServer& tls_redis() {
  static const RedisServer server{{.is_tls = true, .user = "ferry", .password = "p@ss:w/rd"}};
  return server;
}

inline Random& redis_chance() {
  static SystemRandom random;
  return random;
}

/// The cases of a contract suite; none where there is no server to run them on.
template <class Case>
std::vector<Case> where_redis_is_installed(std::vector<Case> cases) {
  return RedisServer::is_installed() ? std::move(cases) : std::vector<Case>{};
}

/// A moment that outlasts whatever a test waits for.
inline Context within_a_minute() {
  return {.stop = {}, .deadline = SystemClock{}.steady() + std::chrono::minutes{1}};
}

}  // namespace pixferry
