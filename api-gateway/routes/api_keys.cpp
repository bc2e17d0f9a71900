#include "api-gateway/routes/api_keys.hpp"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include "pipeline/platform/ascii.hpp"

namespace pixferry::routes {

std::string_view bearer_token(const http::Headers& headers) {
  constexpr std::string_view scheme = "Bearer ";
  const auto value = headers.find("Authorization").value_or("");
  if (!ascii::equal_ignoring_case(value.substr(0, scheme.size()), scheme)) return {};
  return value.substr(scheme.size());
}

ApiKeys::ApiKeys(const std::vector<Secret>& keys) {
  for (const auto& key : keys) keys_.push_back(fingerprint(key.reveal()));
}

std::optional<std::size_t> ApiKeys::find(std::string_view key) const {
  const auto given = fingerprint(key);
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (CRYPTO_memcmp(keys_[i].data(), given.data(), given.size()) == 0) found = i;
  }
  return found;
}

ApiKeys::Fingerprint ApiKeys::fingerprint(std::string_view key) {
  static_assert(std::tuple_size_v<Fingerprint> == SHA256_DIGEST_LENGTH);
  Fingerprint digest{};
  SHA256(reinterpret_cast<const unsigned char*>(key.data()), key.size(), digest.data());
  return digest;
}

}  // namespace pixferry::routes
