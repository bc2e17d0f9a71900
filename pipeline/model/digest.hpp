#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pixferry {

template <std::size_t Bytes>
struct Digest {
  std::array<std::uint8_t, Bytes> bytes{};
  auto operator<=>(const Digest&) const = default;

  /// Lower-case hexadecimal, as `sha256sum` prints it.
  std::string hex() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * Bytes);
    for (const auto byte : bytes) {
      text.push_back(digits[byte >> 4]);
      text.push_back(digits[byte & 15]);
    }
    return text;
  }

  /// The reverse of hex(), in either case; nothing for any other text.
  static std::optional<Digest> from_hex(std::string_view text) {
    if (text.size() != 2 * Bytes) return std::nullopt;
    Digest digest;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      int nibble = 0;
      if (c >= '0' && c <= '9') {
        nibble = c - '0';
      } else if (c >= 'a' && c <= 'f') {
        nibble = c - 'a' + 10;
      } else if (c >= 'A' && c <= 'F') {
        nibble = c - 'A' + 10;
      } else {
        return std::nullopt;
      }
      digest.bytes[i / 2] = static_cast<std::uint8_t>((digest.bytes[i / 2] << 4) | nibble);
    }
    return digest;
  }
};

using Sha256 = Digest<32>;
using Md5 = Digest<16>;

}  // namespace pixferry
