#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/result.hpp"

struct redisReader;

namespace pixferry {

/// What Redis answered.
struct RedisReply {
  enum class Kind { nothing, integer, text, list, refusal };

  Kind kind = Kind::nothing;
  std::int64_t integer = 0;
  std::string text;  ///< any bytes; of a refusal: "NOAUTH Authentication required."
  std::vector<RedisReply> list;

  bool is_refusal() const { return kind == Kind::refusal; }
  /// The first word of a refusal, which says what it is: "NOAUTH".
  std::string_view refusal() const;
};

/// Makes replies out of bytes as they come, whatever the server sends. Not thread-safe.
class RedisReplyReader {
 public:
  static constexpr std::size_t kReplyBytesMax = 1u << 20;
  static constexpr std::size_t kReplyElementsMax = 10'000;

  RedisReplyReader();
  ~RedisReplyReader();
  RedisReplyReader(const RedisReplyReader&) = delete;

  /// Error: `network`, for what is not Redis' protocol or larger than any reply of ours; the reader
  /// is of no more use then.
  Result<> feed(std::string_view bytes);
  /// The next whole reply, nothing if more bytes have to come first. Errors as of feed().
  Result<std::optional<RedisReply>> next();

 private:
  struct Builder;
  struct Free {
    void operator()(redisReader* reader) const;
  };
  std::unique_ptr<Builder> builder_;
  std::unique_ptr<redisReader, Free> reader_;
  std::size_t bytes_since_reply_ = 0;
};

}  // namespace pixferry
