#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pixferry {

/// An address, or a block of them as "10.0.0.0/8" and "fd00::/8" write it.
class AddressRange {
 public:
  /// Nothing for any other text, or where the address has bits behind the prefix.
  static std::optional<AddressRange> parse(std::string_view text);

  /// Whether the address lies in it. One of IPv4 is the same in its form for IPv6 (::ffff:a.b.c.d).
  /// False for what is no address.
  bool contains(std::string_view address) const;

 private:
  using Bytes = std::array<std::uint8_t, 16>;

  Bytes first_{};  ///< IPv4 in its form for IPv6
  int prefix_bits_ = 128;
};

}  // namespace pixferry
