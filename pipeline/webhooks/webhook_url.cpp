#include "pipeline/webhooks/webhook_url.hpp"

#include "pipeline/platform/address.hpp"
#include "pipeline/platform/http_url.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>

namespace pixferry {
namespace {

constexpr int kHttpsPort = 443;
constexpr int kOrdinaryPortMin = 1024;

/// Those of the Fetch standard's "bad ports" that are above 1023.
constexpr auto kRefusedPorts =
    std::to_array<int>({1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665,
                        6666, 6667, 6668, 6669, 6679, 6697, 10080});

/// Names that are never those of a public host.
constexpr std::array<std::string_view, 7> kPrivateNames{"localhost", "local", "internal", "lan",
                                                        "home.arpa", "onion", "invalid"};

Error refusal(std::string_view what) {
  return {ErrorCode::invalid_request, std::string{what}};
}

bool is_visible_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f && c != '\\'; });
}

template <class Address>
bool is_public(const Address& address) {
  return is_public_address(reinterpret_cast<const sockaddr&>(address));
}

/// Of a host that is written as an address, whether it is a public one.
std::optional<bool> is_public_literal(std::string_view host) {
  if (host.starts_with('[')) {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    const std::string inner{host.substr(1, host.find(']') - 1)};
    return ::inet_pton(AF_INET6, inner.c_str(), &address.sin6_addr) == 1 && is_public(address);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  if (::inet_pton(AF_INET, std::string{host}.c_str(), &address.sin_addr) == 1) {
    return is_public(address);
  }
  // No top-level domain begins with a digit; a resolver may take for an address what looks like
  // one.
  const auto last_label = host.substr(host.rfind('.') + 1);
  const bool is_numeric = !last_label.empty() && last_label[0] >= '0' && last_label[0] <= '9';
  return is_numeric ? std::optional{false} : std::nullopt;
}

/// The name itself, or one below it.
bool belongs_to(std::string_view host, std::string_view name) {
  if (!host.ends_with(name)) return false;
  host.remove_suffix(name.size());
  return host.empty() || host.ends_with('.');
}

bool is_private_name(std::string_view host) {
  if (host.find('.') == std::string_view::npos) return true;
  return std::ranges::any_of(kPrivateNames,
                             [&](std::string_view name) { return belongs_to(host, name); });
}

/// The one in the origin, which leaves out that of the scheme.
int port_of(const HttpUrl& url) {
  const auto behind_host = url.origin.find("://") + 3 + url.host.size();
  if (behind_host >= url.origin.size()) return kHttpsPort;
  const auto text = std::string_view{url.origin}.substr(behind_host + 1);
  int port = 0;
  std::from_chars(text.data(), text.data() + text.size(), port);
  return port;
}

bool is_ordinary(int port) {
  return port == kHttpsPort || (port >= kOrdinaryPortMin &&
                                std::ranges::find(kRefusedPorts, port) == kRefusedPorts.end());
}

}  // namespace

Result<std::string> read_webhook_url(std::string_view text,
                                     const std::vector<std::string>& allowed_origins) {
  if (text.size() > kWebhookUrlBytesMax) {
    return refusal(fmt::format("The URL has more than {} characters.", kWebhookUrlBytesMax));
  }
  if (!is_visible_ascii(text)) {
    return refusal("The URL has characters that must be percent-encoded.");
  }
  if (text.find('#') != text.npos) return refusal("The URL must not have a fragment.");
  const auto url = parse_http_url(std::string{text});
  if (!url) {
    return refusal("This is not an absolute https URL without user name and password.");
  }
  if (std::ranges::find(allowed_origins, url->origin) != allowed_origins.end()) return url->text;
  if (!url->is_https) return refusal("The URL must begin with https://.");
  std::string_view host = url->host;
  if (host.ends_with('.')) host.remove_suffix(1);
  const auto literal = is_public_literal(host);
  if (!literal.value_or(!is_private_name(host))) {
    return refusal("The host is not a public one.");
  }
  if (!is_ordinary(port_of(*url))) {
    return refusal("The port must be 443 or an ordinary one above 1023.");
  }
  return url->text;
}

}  // namespace pixferry
