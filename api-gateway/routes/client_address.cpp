#include "api-gateway/routes/client_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "pipeline/platform/ascii.hpp"

namespace pixferry::routes {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

/// The lines of that header as the one list that they are.
std::string forwarded_for(const http::Headers& headers) {
  std::string list;
  for (const auto& field : headers) {
    if (!ascii::equal_ignoring_case(field.name, "X-Forwarded-For")) continue;
    if (!list.empty()) list += ',';
    list += field.value;
  }
  return list;
}

bool is_trusted(std::string_view address, std::span<const AddressRange> proxies) {
  return std::ranges::any_of(proxies, [&](const auto& range) { return range.contains(address); });
}

bool is_address(std::string_view text) {
  static const auto v4 = AddressRange::parse("0.0.0.0/0");
  static const auto v6 = AddressRange::parse("::/0");
  return v4->contains(text) || v6->contains(text);
}

}  // namespace

std::string client_address(const http::Request& request, std::span<const AddressRange> proxies) {
  auto address = request.peer_address;
  if (!is_trusted(address, proxies)) return address;
  const auto list = forwarded_for(request.headers);
  std::string_view rest = list;
  while (!rest.empty() && is_trusted(address, proxies)) {
    const auto comma = rest.rfind(',');
    const auto last = trimmed(comma == rest.npos ? rest : rest.substr(comma + 1));
    rest = comma == rest.npos ? std::string_view{} : rest.substr(0, comma);
    if (!is_address(last)) break;
    address = std::string{last};
  }
  return address;
}

std::string client_network(const std::string& address) {
  constexpr std::size_t kHostBytes = 8;
  in6_addr v6{};
  if (::inet_pton(AF_INET6, address.c_str(), &v6) != 1 || IN6_IS_ADDR_V4MAPPED(&v6)) return address;
  std::fill_n(v6.s6_addr + kHostBytes, kHostBytes, std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> text{};
  return ::inet_ntop(AF_INET6, &v6, text.data(), text.size());
}

}  // namespace pixferry::routes
