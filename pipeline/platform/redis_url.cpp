#include "pipeline/platform/redis_url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/percent_encoding.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kUrlBytesMax = 4096;

Error refused(std::string_view what) {
  return {ErrorCode::invalid_configuration, fmt::format("REDIS_URL {}", what)};
}

bool takes_prefix(std::string_view& text, std::string_view prefix) {
  if (!ascii::equal_ignoring_case(text.substr(0, prefix.size()), prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<int> number_in(std::string_view text, int most) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value < 0 || value > most) return std::nullopt;
  return value;
}

Result<> read_credentials(std::string_view text, RedisUrl& url) {
  const auto colon = text.find(':');
  const auto user = percent_decoded(text.substr(0, colon));
  const auto password =
      percent_decoded(colon == std::string_view::npos ? "" : text.substr(colon + 1));
  if (!user || !password) {
    return refused("has a % in its user or password that starts no code; write a % itself as %25.");
  }
  url.user = *user;
  url.password = Secret{*password};
  if (url.user.empty() || !url.password.empty()) return {};
  return refused("names a user but no password; write redis://USER:PASSWORD@HOST:PORT.");
}

bool is_host(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return ascii::is_alphanumeric(c) || c == '.' || c == '-' || c == '_';
  });
}

bool is_ipv6_address(std::string_view text) {
  return text.find(':') != std::string_view::npos && std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') ||
                  c == '.' || c == ':';
         });
}

Result<> read_place(std::string_view text, RedisUrl& url) {
  std::string_view port;
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos || !is_ipv6_address(text.substr(1, end - 1))) {
      return refused("has no IPv6 address between its brackets.");
    }
    url.host = text.substr(1, end - 1);
    port = text.substr(end + 1);
  } else {
    const auto colon = text.find(':');
    const auto host = text.substr(0, colon);
    if (!is_host(host)) return refused("names no host; write redis://HOST:PORT.");
    url.host = host;
    port = colon == std::string_view::npos ? std::string_view{} : text.substr(colon);
  }
  if (port.empty()) return {};
  const auto number = number_in(port.substr(1), 65'535);
  if (port.front() != ':' || !number || *number == 0) {
    return refused(
        "has no port from 1 to 65535 after its host; if the password holds a / ? # or %, write it "
        "percent-encoded.");
  }
  url.port = static_cast<std::uint16_t>(*number);
  return {};
}

}  // namespace

std::string RedisUrl::place() const {
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return is_ipv6 ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

Result<RedisUrl> parse_redis_url(std::string_view text) {
  RedisUrl url;
  if (text.size() > kUrlBytesMax) return refused("is longer than any URL of a server.");
  if (takes_prefix(text, "rediss://")) {
    url.is_tls = true;
  } else if (!takes_prefix(text, "redis://")) {
    return refused("must begin with redis://, or rediss:// for TLS.");
  }
  const auto authority = text.substr(0, text.find_first_of("/?#"));
  auto rest = text.substr(authority.size());
  const auto at = authority.rfind('@');
  if (at != std::string_view::npos) {
    if (auto read = read_credentials(authority.substr(0, at), url); !read) return read.error();
  }
  const auto place = at == std::string_view::npos ? authority : authority.substr(at + 1);
  if (auto read = read_place(place, url); !read) return read.error();
  // What Railway's documentation tells other clients to append: both address families, as we do.
  if (rest.ends_with("?family=0")) rest.remove_suffix(std::string_view{"?family=0"}.size());
  if (rest.empty() || rest == "/") return url;
  const auto database = number_in(rest.substr(1), 1'000'000);
  if (rest.front() != '/' || !database) {
    return refused("may end in the number of a database, such as /0, and in no option.");
  }
  url.database = *database;
  return url;
}

}  // namespace pixferry
