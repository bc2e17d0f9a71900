#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pixferry {

/// Readers of single values; nothing for a text that is not exactly one. parse_duration and
/// parse_bytes are in `config.hpp`.

/// Decimal digits alone, within the bounds.
std::optional<std::int64_t> parse_integer(std::string_view text, std::int64_t least,
                                          std::int64_t most);
/// "1", "true", "yes", "on" and their opposites, in any case.
std::optional<bool> parse_flag(std::string_view text);
/// The parts between commas and line ends, trimmed, empty ones left out.
std::vector<std::string> parse_list(std::string_view text);

/// An http or https URL without user, query and fragment, its trailing slashes removed.
struct BaseUrl {
  std::string text;
  std::string scheme;
  std::string host;  ///< an IPv6 address without its brackets
  std::string path;
};
std::optional<BaseUrl> parse_base_url(std::string_view text);

/// "localhost", 127.0.0.0/8 or ::1.
bool is_loopback(std::string_view host);
/// An IPv4 or IPv6 address in its usual spelling, or "localhost".
bool is_listen_host(std::string_view host);

/// The base URL of a server that listens there: a wildcard address becomes localhost.
std::string url_of(std::string_view host, std::uint16_t port);

}  // namespace pixferry
