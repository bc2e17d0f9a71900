#include "pipeline/platform/config_values.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>
#include <limits>

#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};

constexpr std::array kDurations{Unit{"ms", 1}, Unit{"s", 1000}, Unit{"m", 60'000},
                                Unit{"h", 3'600'000}};

constexpr std::array kSizes{
    Unit{"", 1},
    Unit{"b", 1},
    Unit{"kb", 1000},
    Unit{"mb", 1'000'000},
    Unit{"gb", 1'000'000'000},
    Unit{"tb", 1'000'000'000'000},
    Unit{"kib", 1LL << 10},
    Unit{"mib", 1LL << 20},
    Unit{"gib", 1LL << 30},
    Unit{"tib", 1LL << 40},
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// A whole number and a unit of the table; nothing if the product does not fit.
template <class Units>
std::optional<std::int64_t> parse_quantity(std::string_view number, std::string_view unit,
                                           const Units& units) {
  const auto* found = std::ranges::find(units, unit, &Unit::name);
  if (found == units.end()) return std::nullopt;
  const auto count =
      parse_integer(number, 0, std::numeric_limits<std::int64_t>::max() / found->factor);
  if (!count) return std::nullopt;
  return *count * found->factor;
}

std::size_t digits_at_front(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

bool is_address(std::string_view host) {
  const std::string text{host};
  std::array<unsigned char, sizeof(in6_addr)> binary{};
  return ::inet_pton(AF_INET, text.c_str(), binary.data()) == 1 ||
         ::inet_pton(AF_INET6, text.c_str(), binary.data()) == 1;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  const auto digits = digits_at_front(text);
  const auto count = parse_quantity(text.substr(0, digits), text.substr(digits), kDurations);
  if (!count) return std::nullopt;
  return std::chrono::milliseconds{*count};
}

std::optional<std::int64_t> parse_bytes(std::string_view text) {
  const auto digits = digits_at_front(text);
  return parse_quantity(text.substr(0, digits), ascii::lower(trimmed(text.substr(digits))), kSizes);
}

std::optional<std::int64_t> parse_integer(std::string_view text, std::int64_t least,
                                          std::int64_t most) {
  if (text.empty() || digits_at_front(text) != text.size()) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || value < least || value > most) return std::nullopt;
  return value;
}

std::optional<bool> parse_flag(std::string_view text) {
  const auto word = ascii::lower(text);
  if (word == "1" || word == "true" || word == "yes" || word == "on") return true;
  if (word == "0" || word == "false" || word == "no" || word == "off") return false;
  return std::nullopt;
}

std::vector<std::string> parse_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(",\n"), text.size());
    const auto part = trimmed(text.substr(0, end));
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::optional<BaseUrl> parse_base_url(std::string_view text) {
  const auto parsed = boost::urls::parse_uri(boost::urls::string_view{text.data(), text.size()});
  if (!parsed) return std::nullopt;
  const boost::urls::url_view url = *parsed;
  const auto scheme = ascii::lower(std::string{url.scheme()});
  const bool is_web = scheme == "http" || scheme == "https";
  if (!is_web || url.host().empty() || url.has_userinfo()) return std::nullopt;
  if (url.has_query() || url.has_fragment()) return std::nullopt;
  // Boost.URL 1.81 reads http://127.0.0.1.example.com as the host 127.0.0.1 with a path after it.
  const std::string path{url.encoded_path()};
  const bool is_whole_host = path.empty() || path.front() == '/';
  const bool is_plain_host = std::string{url.encoded_host()}.find('%') == std::string::npos;
  if (!is_whole_host || !is_plain_host) return std::nullopt;
  if (url.has_port() && !parse_integer(std::string{url.port()}, 1, 65535)) return std::nullopt;

  const auto without_slashes = [](std::string part) {
    while (!part.empty() && part.back() == '/') part.pop_back();
    return part;
  };
  return BaseUrl{.text = without_slashes(std::string{text}),
                 .scheme = scheme,
                 .host = ascii::lower(std::string{url.host_address()}),
                 .path = without_slashes(path)};
}

bool is_loopback(std::string_view host) {
  if (host == "localhost") return true;
  const std::string text{host};
  in_addr v4{};
  if (::inet_pton(AF_INET, text.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  in6_addr v6{};
  return ::inet_pton(AF_INET6, text.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

bool is_listen_host(std::string_view host) {
  return host == "localhost" || is_address(host);
}

std::string url_of(std::string_view host, std::uint16_t port) {
  if (host == "0.0.0.0" || host == "::") host = "localhost";
  const bool is_v6 = host.find(':') != std::string_view::npos;
  return fmt::format(fmt::runtime(is_v6 ? "http://[{}]:{}" : "http://{}:{}"), host, port);
}

}  // namespace pixferry
