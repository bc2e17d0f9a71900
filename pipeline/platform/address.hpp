#pragma once

struct sockaddr;

namespace pixferry {

/// Whether an address is an ordinary public unicast one. Loopback, private, link-local, CGNAT,
/// documentation, benchmark, multicast and reserved ranges are not, nor what hides an IPv4 address
/// of those in IPv6 (mapped, compatible, NAT64 64:ff9b::/96, 6to4 2002::/16, Teredo). Ranges: the
/// IANA special-purpose registries (RFC 6890 and its updates).
bool is_public_address(const sockaddr& address);

}  // namespace pixferry
