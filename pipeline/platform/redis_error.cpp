#include "pipeline/platform/redis_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

struct Refusal {
  std::string_view word;
  ErrorCode code;
  std::string_view sentence;
};

constexpr std::array kRefusals{
    Refusal{"WRONGPASS", ErrorCode::credentials_rejected,
            "refuses the user or password; correct them in REDIS_URL."},
    Refusal{"NOAUTH", ErrorCode::credentials_rejected,
            "wants a password; write it into REDIS_URL as redis://USER:PASSWORD@HOST:PORT."},
    Refusal{"NOPERM", ErrorCode::credentials_rejected,
            "does not let this user do what a queue needs; name a user in REDIS_URL who may use "
            "all keys, channels, streams, scripts and PING."},
    Refusal{"OOM", ErrorCode::network,
            "has no memory left; raise its maxmemory, or name another server in REDIS_URL."},
    Refusal{"READONLY", ErrorCode::network,
            "is a replica that only reads; name the primary in REDIS_URL."},
    Refusal{"LOADING", ErrorCode::network, "is still loading its data and is asked again."},
    Refusal{"MASTERDOWN", ErrorCode::network,
            "has lost its primary; name the new primary in REDIS_URL."},
    Refusal{"MISCONF", ErrorCode::network,
            "accepts no writes because it cannot save its data; make room on its disk."},
    Refusal{"WRONGTYPE", ErrorCode::network,
            "holds something else under the names of our keys; give us a database of our own, such "
            "as /1 at the end of REDIS_URL."},
    Refusal{"MOVED", ErrorCode::network,
            "is one node of a cluster and not the one of our keys; name a single server in "
            "REDIS_URL."},
};

}  // namespace

Error redis_refusal(const RedisReply& refusal, const RedisUrl& url) {
  const auto word = refusal.refusal();
  const auto* const known = std::ranges::find(kRefusals, word, &Refusal::word);
  if (known != kRefusals.end()) {
    return {known->code, fmt::format("Redis at {} {}", url.place(), known->sentence)};
  }
  return {ErrorCode::network,
          fmt::format("Redis at {} refuses a command ({}); REDIS_URL must name a Redis of version "
                      "6.2 or later.",
                      url.place(), cut_at_end(printable(word), 32))};
}

Error redis_unreachable(const Error& cause, const RedisUrl& url) {
  return {cause.code, fmt::format("Redis at {} cannot be reached: {}. Check that it runs, and that "
                                  "REDIS_URL names it ({}).",
                                  url.place(), cause.message,
                                  url.is_tls ? "rediss:// means TLS; without TLS it is redis://"
                                             : "redis:// means no TLS; with TLS it is rediss://")};
}

}  // namespace pixferry
