#include "pipeline/platform/address_range.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>

#include "pipeline/platform/config_values.hpp"

namespace pixferry {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr int kAddressBits = 128;
constexpr int kV4Bits = 32;

struct Address {
  Bytes bytes{};
  bool is_v4 = false;
};

std::optional<Address> parse_address(std::string_view text) {
  // What inet_pton reads ends at a NUL byte.
  if (text.find('\0') != text.npos) return std::nullopt;
  const std::string name{text};
  Address address;
  in6_addr v6{};
  if (::inet_pton(AF_INET6, name.c_str(), &v6) == 1) {
    std::memcpy(address.bytes.data(), &v6, sizeof v6);
    return address;
  }
  in_addr v4{};
  if (::inet_pton(AF_INET, name.c_str(), &v4) != 1) return std::nullopt;
  address.is_v4 = true;
  address.bytes[10] = address.bytes[11] = 0xFF;
  std::memcpy(address.bytes.data() + 12, &v4, sizeof v4);
  return address;
}

Bytes cut_to(Bytes bytes, int prefix_bits) {
  for (int bit = prefix_bits; bit < kAddressBits; ++bit) {
    auto& byte = bytes[static_cast<std::size_t>(bit / 8)];
    byte = static_cast<std::uint8_t>(byte & ~(0x80 >> bit % 8));
  }
  return bytes;
}

}  // namespace

std::optional<AddressRange> AddressRange::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  AddressRange range;
  range.first_ = address->bytes;
  if (slash != text.npos) {
    const int bits_max = address->is_v4 ? kV4Bits : kAddressBits;
    const auto bits = parse_integer(text.substr(slash + 1), 0, bits_max);
    if (!bits) return std::nullopt;
    range.prefix_bits_ = static_cast<int>(*bits) + kAddressBits - bits_max;
  }
  if (cut_to(range.first_, range.prefix_bits_) != range.first_) return std::nullopt;
  return range;
}

bool AddressRange::contains(std::string_view address) const {
  const auto parsed = parse_address(address);
  return parsed && cut_to(parsed->bytes, prefix_bits_) == first_;
}

}  // namespace pixferry
