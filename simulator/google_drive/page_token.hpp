#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pixferry::simulator {

/// What a page token leads to. Pages of the same offset and another lap have another token.
struct PageCursor {
  std::uint64_t offset = 0;
  std::uint64_t lap = 0;
};

/// A page token that says nothing to its bearer and is good only for the query it came from.
class PageTokens {
 public:
  explicit PageTokens(std::uint64_t seed) : seed_(seed) {}

  std::string token_for(std::string_view query, const PageCursor& cursor) const;
  /// Nothing for a token that is not ours, or belongs to another query.
  std::optional<PageCursor> cursor_of(std::string_view token, std::string_view query) const;

 private:
  std::string spelling_of(std::string_view query, std::uint64_t packed) const;

  std::uint64_t seed_;
};

}  // namespace pixferry::simulator
