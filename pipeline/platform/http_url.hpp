#pragma once

#include <optional>
#include <string>

namespace pixferry {

/// An http or https URL, taken apart by the parser that also connects to it, so that what is
/// checked is what is reached. Without user name, password and fragment.
struct HttpUrl {
  std::string text;
  std::string origin;  ///< "https://host", with a port unless it is the scheme's own; lower case
  std::string host;    ///< lower case
  std::string place;   ///< host, port and path: what a message may name
  bool is_https = false;
};

/// Nothing if the text is not such a URL.
std::optional<HttpUrl> parse_http_url(const std::string& text);

/// Where a Location header leads from there, be it absolute or relative; nothing if the target is
/// no HttpUrl.
std::optional<HttpUrl> redirect_target(const HttpUrl& from, const std::string& location);

/// The same without the query parameters named `key`, in which Google's API keys travel.
HttpUrl without_key(HttpUrl url);

}  // namespace pixferry
