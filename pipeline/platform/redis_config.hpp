#pragma once

#include <chrono>
#include <string>

#include "pipeline/platform/redis_url.hpp"

namespace pixferry {

/// Everything that our parts need to know to use Redis.
struct RedisConfig {
  RedisUrl url;
  std::string ca_file;  ///< a private authority's certificates (PEM); empty: the system's
  /// What the names of all our keys begin with. The braces keep them on one node of a cluster.
  std::string key_prefix = "{pixferry}";

  std::chrono::milliseconds connect_max{10'000};
  /// How long work that does not wait for others may wait for an answer.
  std::chrono::milliseconds answer_max{200};
  /// How long to stay away after a failure: doubled with each further one, half of it by chance.
  std::chrono::milliseconds backoff{100};
  std::chrono::milliseconds backoff_max{5000};
};

}  // namespace pixferry
