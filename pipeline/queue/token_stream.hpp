#pragma once

#include <optional>
#include <string>

#include "pipeline/platform/redis_link.hpp"
#include "pipeline/queue/work_queue.hpp"

namespace pixferry {

/// One entry of a stream.
struct TokenEntry {
  std::string id;
  std::optional<JobId> job;  ///< nothing for an entry that is not one of ours
};

/// The tokens of one kind in Redis: a stream with a consumer group, and a hash that says which
/// entry of the stream is a job's. Holds no state of its own. Thread-safe. Errors as of RedisLink.
class TokenStream {
 public:
  TokenStream(const std::string& key_prefix, WorkKind kind);

  /// Adds the job's token unless one waits that nobody has read.
  Result<> add(RedisLink& link, const Context& context, const JobId& job) const;
  /// Waits that long for an entry nobody has read, and takes it out. Nothing if none came.
  Result<std::optional<TokenEntry>> take(RedisLink& link, const Context& context,
                                         std::chrono::milliseconds wait) const;
  /// Takes out what was read long ago by somebody who did not live to take it out.
  Result<> tidy(RedisLink& link, const Context& context) const;

 private:
  Result<RedisReply> read(RedisLink& link, const Context& context,
                          std::chrono::milliseconds wait) const;
  Result<> make_group(RedisLink& link, const Context& context) const;

  std::string stream_;
  std::string waiting_;
};

/// The entry that XREADGROUP answered; nothing for a reply without an entry, whatever else it
/// holds.
std::optional<TokenEntry> first_token_entry(const RedisReply& reply);

}  // namespace pixferry
