#include "pipeline/platform/http_origins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace pixferry {

namespace {

bool is_host_below(std::string_view host, std::string_view suffix) {
  if (suffix.empty() || !host.ends_with(suffix)) return false;
  return host.size() == suffix.size() || host[host.size() - suffix.size() - 1] == '.';
}

}  // namespace

HttpOrigins::HttpOrigins(const HttpPolicy& policy) : redirect_suffixes_(policy.redirect_suffixes) {
  for (const auto& text : policy.trusted_origins) {
    const auto url = parse_http_url(text);
    if (!url) throw std::invalid_argument("not an http or https origin: " + text);
    trusted_origins_.push_back(url->origin);
  }
}

bool HttpOrigins::is_trusted(const HttpUrl& url) const {
  return std::find(trusted_origins_.begin(), trusted_origins_.end(), url.origin) !=
         trusted_origins_.end();
}

std::optional<Error> HttpOrigins::refusal_of_request(const HttpUrl& url) const {
  if (url.is_https || is_trusted(url)) return std::nullopt;
  return Error{ErrorCode::source_forbidden,
               fmt::format("{}: plain http is refused here; use https", url.place)};
}

std::optional<Error> HttpOrigins::refusal_of_redirect(const HttpUrl& from,
                                                      const HttpUrl& to) const {
  const bool is_below =
      std::any_of(redirect_suffixes_.begin(), redirect_suffixes_.end(),
                  [&](const std::string& suffix) { return is_host_below(to.host, suffix); });
  if (is_trusted(to) || (to.is_https && is_below)) return std::nullopt;
  return Error{
      ErrorCode::source_forbidden,
      fmt::format("{}: redirected to {}, where this program does not go", from.place, to.origin)};
}

}  // namespace pixferry
