#include "pipeline/source/web_address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "pipeline/platform/ascii.hpp"
#include "pipeline/source/link_refusal.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kHostBytesMax = 253;  // RFC 1035, 2.3.4

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}
bool is_outside_ascii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

Result<> check_characters(std::string_view text) {
  if (std::ranges::any_of(text, is_control)) {
    return link_refusal("The link contains a line break or another control character.");
  }
  if (text.find(' ') != text.npos) return link_refusal("The link contains a space.");
  if (text.find('\\') != text.npos) return link_refusal("The link contains a backslash.");
  return {};
}

// Cuts a scheme off. "host:443/…" has none: what stands before its colon is a host.
Result<std::string_view> without_scheme(std::string_view text) {
  const auto end = text.find_first_of("/?#");
  const auto colon = text.substr(0, end).find(':');
  if (colon == text.npos) {
    if (text.starts_with("//")) return link_refusal("The link does not start with https://.");
    return text;
  }
  const auto scheme = text.substr(0, colon);
  const auto rest = text.substr(colon + 1);
  if (ascii::equal_ignoring_case(scheme, "https")) {
    if (rest.starts_with("//")) return rest.substr(2);
    return link_refusal("The link's https: is not followed by two slashes.");
  }
  if (ascii::equal_ignoring_case(scheme, "http")) {
    return link_refusal("The link says http; use https.");
  }
  if (scheme.find_first_of(".@[") != scheme.npos) return text;
  return link_refusal("The link is not a web address that starts with https://.");
}

bool is_host_character(char c) {
  return ascii::is_letter(c) || ascii::is_digit(c) || c == '-' || c == '.' || c == '_';
}

Result<std::string> parse_host(std::string_view authority) {
  if (authority.find('@') != authority.npos) {
    return link_refusal("The link has a user name before its host (the part that ends in @).");
  }
  if (authority.starts_with('[')) return link_refusal("The link names an IP address as its host.");
  if (authority.find(':') != authority.npos) return link_refusal("The link names a port.");
  if (authority.empty()) return link_refusal("The link names no host.");
  if (authority.size() > kHostBytesMax) return link_refusal("The link's host name is too long.");
  if (std::ranges::any_of(authority, is_outside_ascii)) {
    return link_refusal("The link's host name has letters from outside ASCII.");
  }
  if (authority.find('%') != authority.npos) {
    return link_refusal("The link's host name is percent-encoded.");
  }
  if (!std::ranges::all_of(authority, is_host_character)) {
    return link_refusal("The link's host name has characters that no host name has.");
  }
  if (authority.back() == '.') return link_refusal("The link's host name ends in a dot.");
  auto host = ascii::lower(authority);
  if (host.starts_with("xn--") || host.find(".xn--") != host.npos) {
    return link_refusal("The link's host name has letters from outside ASCII (xn--).");
  }
  return host;
}

int nibble(char c) {
  if (ascii::is_digit(c)) return c - '0';
  const char letter = ascii::lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

Result<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    const int high = i + 2 < text.size() ? nibble(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? nibble(text[i + 2]) : -1;
    if (high < 0 || low < 0) return link_refusal("The link has a broken percent-encoding.");
    decoded.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  if (std::ranges::any_of(decoded, is_control)) {
    return link_refusal("The link hides a control character behind a percent-encoding.");
  }
  return decoded;
}

Result<std::string> parse_path_part(std::string_view text) {
  auto part = percent_decoded(text);
  if (!part) return part;
  if (part->empty()) return link_refusal("The link's path has two slashes in a row.");
  if (*part == "." || *part == "..") return link_refusal("The link's path has a dot for a part.");
  if (part->find_first_of("/\\") != part->npos) {
    return link_refusal("The link hides a slash behind a percent-encoding.");
  }
  return part;
}

Result<std::vector<std::string>> parse_path(std::string_view text) {
  std::vector<std::string> parts;
  if (text.starts_with('/')) text.remove_prefix(1);
  while (!text.empty()) {
    const auto slash = std::min(text.find('/'), text.size());
    auto part = parse_path_part(text.substr(0, slash));
    if (!part) return part.error();
    parts.push_back(std::move(*part));
    text.remove_prefix(std::min(slash + 1, text.size()));
  }
  return parts;
}

Result<std::vector<WebAddress::Parameter>> parse_query(std::string_view text) {
  std::vector<WebAddress::Parameter> parameters;
  while (!text.empty()) {
    const auto ampersand = std::min(text.find('&'), text.size());
    const auto pair = text.substr(0, ampersand);
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals));
    if (!name) return name.error();
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())));
    if (!value) return value.error();
    if (!name->empty()) parameters.push_back({std::move(*name), std::move(*value)});
    text.remove_prefix(std::min(ampersand + 1, text.size()));
  }
  return parameters;
}

}  // namespace

bool is_token_character(char c) {
  return ascii::is_letter(c) || ascii::is_digit(c) || c == '-' || c == '_';
}

bool is_host_or_below(std::string_view host, std::string_view domain) {
  return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                            host[host.size() - domain.size() - 1] == '.');
}

Result<std::string> WebAddress::parameter(std::string_view name) const {
  std::string value;
  int count = 0;
  for (const auto& parameter : parameters) {
    if (!ascii::equal_ignoring_case(parameter.name, name)) continue;
    value = parameter.value;
    ++count;
  }
  if (count > 1) return link_refusal(fmt::format("The link says {}= more than once.", name));
  return value;
}

Result<WebAddress> parse_web_address(std::string_view text) {
  if (auto checked = check_characters(text); !checked) return checked.error();
  auto address = without_scheme(text);
  if (!address) return address.error();
  const auto visible = address->substr(0, address->find('#'));
  const auto question = std::min(visible.find('?'), visible.size());
  const auto slash = std::min(visible.find('/'), question);

  auto host = parse_host(visible.substr(0, slash));
  if (!host) return host.error();
  auto path = parse_path(visible.substr(slash, question - slash));
  if (!path) return path.error();
  auto parameters = parse_query(visible.substr(std::min(question + 1, visible.size())));
  if (!parameters) return parameters.error();
  return WebAddress{std::move(*host), std::move(*path), std::move(*parameters)};
}

}  // namespace pixferry
