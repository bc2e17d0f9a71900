#include "pipeline/object_store/object_key.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <stdexcept>

namespace pixferry {
namespace {

constexpr std::size_t kPrefixSize = 2;  // "o/"
constexpr std::size_t kNameAt = 5;      // behind "o/3f/"
constexpr std::size_t kNameSize = 64;

Sha256 hmac_sha256(const std::string& key, std::string_view message) {
  Sha256 code;
  unsigned int size = 0;
  const auto* made = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
                          reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                          code.bytes.data(), &size);
  if (made == nullptr || size != code.bytes.size()) {
    throw std::runtime_error("OpenSSL cannot compute an HMAC");
  }
  return code;
}

bool is_lower_hex(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

ObjectKey object_key(const Secret& secret, std::string_view owner, const Sha256& sha256,
                     ImageType type) {
  std::string message{owner};
  message.push_back('\0');
  message.append(sha256.bytes.begin(), sha256.bytes.end());
  const auto name = hmac_sha256(secret.reveal(), message).hex();
  return {fmt::format("o/{}/{}.{}", name.substr(0, 2), name, extension(type))};
}

ObjectKey thumbnail_key(const ObjectKey& original, int size_pixels) {
  const std::string_view name{original.text.data() + kPrefixSize,
                              original.text.rfind('.') - kPrefixSize};
  return {fmt::format("t/{}-{}.webp", name, size_pixels)};
}

std::string object_name(const ObjectKey& key) {
  return key.text.substr(std::min(kNameAt, key.text.size()), kNameSize);
}

bool is_object_key(std::string_view text) {
  const bool is_thumbnail = text.starts_with("t/");
  if (!is_thumbnail && !text.starts_with("o/")) return false;
  if (text.size() < kNameAt + kNameSize) return false;
  const auto name = text.substr(kNameAt, kNameSize);
  if (!is_lower_hex(name) || text.substr(2, 2) != name.substr(0, 2) || text[4] != '/') return false;
  auto end = text.substr(kNameAt + kNameSize);
  if (is_thumbnail && (end.starts_with("-256") || end.starts_with("-512"))) end.remove_prefix(4);
  return end.starts_with('.') && image_type_with_extension(end.substr(1)).has_value();
}

}  // namespace pixferry
