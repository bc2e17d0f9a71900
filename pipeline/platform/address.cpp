#include "pipeline/platform/address.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace pixferry {

namespace {

template <class Bits>
struct Range {
  Bits prefix;
  int length_bits;

  constexpr bool contains(Bits address) const {
    const int rest = static_cast<int>(sizeof(Bits)) * 8 - length_bits;
    return address >> rest == prefix >> rest;
  }
};

constexpr std::uint32_t ipv4(unsigned a, unsigned b, unsigned c) {
  return a << 24 | b << 16 | c << 8;
}

constexpr auto kSpecialIpv4 = std::to_array<Range<std::uint32_t>>({
    {ipv4(0, 0, 0), 8},        // this network
    {ipv4(10, 0, 0), 8},       // private
    {ipv4(100, 64, 0), 10},    // shared by carrier-grade NAT
    {ipv4(127, 0, 0), 8},      // loopback
    {ipv4(169, 254, 0), 16},   // link-local, metadata services of clouds
    {ipv4(172, 16, 0), 12},    // private
    {ipv4(192, 0, 0), 24},     // protocol assignments
    {ipv4(192, 0, 2), 24},     // documentation
    {ipv4(192, 88, 99), 24},   // 6to4 relays
    {ipv4(192, 168, 0), 16},   // private
    {ipv4(198, 18, 0), 15},    // benchmarks
    {ipv4(198, 51, 100), 24},  // documentation
    {ipv4(203, 0, 113), 24},   // documentation
    {ipv4(224, 0, 0), 4},      // multicast
    {ipv4(240, 0, 0), 4},      // reserved, broadcast
});

/// Ranges of IPv6 by the upper half of the address; none of them is longer than 64 bits.
constexpr Range<std::uint64_t> kGlobalUnicast{0x2000'0000'0000'0000, 3};
constexpr Range<std::uint64_t> kSixToFour{0x2002'0000'0000'0000, 16};
constexpr auto kSpecialWithinGlobal = std::to_array<Range<std::uint64_t>>({
    {0x2001'0000'0000'0000, 23},  // protocol assignments: Teredo, ORCHID, benchmarks
    {0x2001'0db8'0000'0000, 32},  // documentation
    {0x3fff'0000'0000'0000, 20},  // documentation
});

template <class Ranges, class Bits>
bool is_within(const Ranges& ranges, Bits address) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range<Bits>& range) { return range.contains(address); });
}

bool is_public_ipv4(std::uint32_t address) {
  return !is_within(kSpecialIpv4, address);
}

std::uint64_t half_of(const in6_addr& address, std::size_t first) {
  std::uint64_t half = 0;
  for (std::size_t i = first; i < first + 8; ++i) half = half << 8 | address.s6_addr[i];
  return half;
}

bool is_public_ipv6(const in6_addr& address) {
  const std::uint64_t upper = half_of(address, 0);
  const std::uint64_t lower = half_of(address, 8);
  const bool is_mapped = upper == 0 && lower >> 32 == 0xffff;
  const bool is_nat64 = upper == 0x0064'ff9b'0000'0000 && lower >> 32 == 0;
  if (is_mapped || is_nat64) return is_public_ipv4(static_cast<std::uint32_t>(lower));
  if (kSixToFour.contains(upper)) return is_public_ipv4(static_cast<std::uint32_t>(upper >> 16));
  return kGlobalUnicast.contains(upper) && !is_within(kSpecialWithinGlobal, upper);
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in ip{};
    std::memcpy(&ip, &address, sizeof ip);
    return is_public_ipv4(ntohl(ip.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 ip{};
    std::memcpy(&ip, &address, sizeof ip);
    return is_public_ipv6(ip.sin6_addr);
  }
  return false;
}

}  // namespace pixferry
