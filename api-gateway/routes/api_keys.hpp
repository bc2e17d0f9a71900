#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api-gateway/http/headers.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry::routes {

/// What a request sends as Authorization: Bearer KEY; empty for anything else.
std::string_view bearer_token(const http::Headers& headers);

/// The configured keys, kept as digests and compared in constant time.
class ApiKeys {
 public:
  explicit ApiKeys(const std::vector<Secret>& keys);

  /// Which of them it is, as a number that tells nothing of the key; nothing if it is none.
  std::optional<std::size_t> find(std::string_view key) const;

 private:
  /// Of one length whatever the key's, so that comparing tells nothing of it.
  using Fingerprint = std::array<std::uint8_t, 32>;
  static Fingerprint fingerprint(std::string_view key);

  std::vector<Fingerprint> keys_;
};

}  // namespace pixferry::routes
