#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/faults/page_cut.hpp"

namespace pixferry::simulator {

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
