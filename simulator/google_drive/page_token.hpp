#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pixferry::simulator {

/// A page token that says nothing to its bearer and is good only for the query it came from.
class PageTokens {
 public:
  explicit PageTokens(std::uint64_t seed) : seed_(seed) {}

  std::string token_for(std::string_view query, std::uint64_t offset) const;
  /// Nothing for a token that is not ours, or belongs to another query.
  std::optional<std::uint64_t> offset_of(std::string_view token, std::string_view query) const;

 private:
  std::uint64_t seed_;
};

}  // namespace pixferry::simulator
