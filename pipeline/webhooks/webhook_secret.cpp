#include "pipeline/webhooks/webhook_secret.hpp"

#include "pipeline/platform/base64.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

namespace pixferry {
namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr std::size_t kNewBytes = 32;
constexpr std::size_t kBytesMin = 24;
constexpr std::size_t kBytesMax = 64;
constexpr std::size_t kCodeBytes = 32;

std::optional<std::string> key_in(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  auto key = from_base64(text.substr(kPrefix.size()));
  return key && key->size() >= kBytesMin && key->size() <= kBytesMax ? key : std::nullopt;
}

std::string hmac_base64(const std::string& key, std::string_view message) {
  std::array<std::uint8_t, kCodeBytes> code{};
  unsigned int size = 0;
  const auto* made = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
                          reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                          code.data(), &size);
  if (made == nullptr || size != code.size()) {
    throw std::runtime_error("OpenSSL cannot compute an HMAC");
  }
  return base64(std::span<const std::uint8_t>{code});
}

}  // namespace

Secret new_webhook_secret(Random& random) {
  std::array<std::uint8_t, kNewBytes> bytes{};
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bits = i % sizeof bits == 0 ? random.bits() : bits >> 8;
    bytes[i] = static_cast<std::uint8_t>(bits & 0xff);
  }
  return Secret{fmt::format("{}{}", kPrefix, base64(std::span<const std::uint8_t>{bytes}))};
}

std::optional<Secret> parse_webhook_secret(std::string_view text) {
  return key_in(text) ? std::optional{Secret{std::string{text}}} : std::nullopt;
}

std::string webhook_signature(std::span<const Secret> secrets, const SignedMessage& message) {
  const auto text = fmt::format("{}.{}.{}", message.id, message.timestamp_seconds, message.body);
  std::string signatures;
  for (const auto& secret : secrets) {
    const auto key = key_in(secret.reveal());
    if (!key) continue;
    if (!signatures.empty()) signatures += ' ';
    signatures += "v1," + hmac_base64(*key, text);
  }
  return signatures;
}

}  // namespace pixferry
