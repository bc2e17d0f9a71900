#include "pipeline/platform/http_url.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "pipeline/platform/ascii.hpp"

namespace pixferry {

namespace {

struct UrlDeleter {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using UrlParser = std::unique_ptr<CURLU, UrlDeleter>;

bool reads(const UrlParser& parser, const std::string& text, unsigned flags) {
  return curl_url_set(parser.get(), CURLUPART_URL, text.c_str(), flags | CURLU_DISALLOW_USER) ==
             CURLUE_OK &&
         curl_url_set(parser.get(), CURLUPART_FRAGMENT, nullptr, 0) == CURLUE_OK;
}

std::string part_of(const UrlParser& parser, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(parser.get(), part, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owner{text, &curl_free};
  return text;
}

/// Host names outside ASCII are mapped on the way to the resolver, so what was compared would not
/// be what is looked up.
bool is_plain_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view{".-_[]:"}.find(c) != std::string_view::npos;
  });
}

std::optional<HttpUrl> url_of(const UrlParser& parser) {
  const std::string scheme = part_of(parser, CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") return std::nullopt;
  HttpUrl url;
  url.is_https = scheme == "https";
  url.text = part_of(parser, CURLUPART_URL);
  url.host = ascii::lower(part_of(parser, CURLUPART_HOST));
  if (url.text.empty() || !is_plain_host(url.host)) return std::nullopt;
  const std::string port = part_of(parser, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  const std::string authority = port.empty() ? url.host : url.host + ":" + port;
  url.origin = scheme + "://" + authority;
  url.place = authority + part_of(parser, CURLUPART_PATH);
  return url;
}

bool has_nul(const std::string& text) {
  return text.find('\0') != std::string::npos;
}

}  // namespace

std::optional<HttpUrl> parse_http_url(const std::string& text) {
  const UrlParser parser{curl_url()};
  if (has_nul(text) || !reads(parser, text, CURLU_PATH_AS_IS)) return std::nullopt;
  return url_of(parser);
}

std::optional<HttpUrl> redirect_target(const HttpUrl& from, const std::string& location) {
  const UrlParser parser{curl_url()};
  if (has_nul(location) || !reads(parser, from.text, CURLU_PATH_AS_IS) ||
      !reads(parser, location, CURLU_URLENCODE)) {
    return std::nullopt;
  }
  return url_of(parser);
}

HttpUrl without_key(HttpUrl url) {
  const std::string_view text = url.text;
  const std::size_t mark = std::min(text.find('?'), text.size());
  std::string kept{text.substr(0, mark)};
  char separator = '?';
  for (std::size_t from = mark + 1; from < text.size();) {
    const std::size_t end = std::min(text.find('&', from), text.size());
    const std::string_view parameter = text.substr(from, end - from);
    if (parameter != "key" && !parameter.starts_with("key=")) {
      kept += std::exchange(separator, '&');
      kept += parameter;
    }
    from = end + 1;
  }
  url.text = std::move(kept);
  return url;
}

}  // namespace pixferry
