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

bool is_https_below(const HttpUrl& url, const std::vector<std::string>& suffixes) {
  return url.is_https && std::ranges::any_of(suffixes, [&](const std::string& suffix) {
           return is_host_below(url.host, suffix);
         });
}

}  // namespace

HttpOrigins::HttpOrigins(const HttpPolicy& policy)
    : redirect_suffixes_(policy.redirect_suffixes),
      unfollowed_suffixes_(policy.unfollowed_suffixes) {
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

bool HttpOrigins::leaves_unfollowed(const HttpUrl& to) const {
  return !is_trusted(to) && !is_https_below(to, redirect_suffixes_) &&
         is_https_below(to, unfollowed_suffixes_);
}

std::optional<Error> HttpOrigins::refusal_of_redirect(const HttpUrl& from,
                                                      const HttpUrl& to) const {
  if (is_trusted(to) || is_https_below(to, redirect_suffixes_)) return std::nullopt;
  return Error{
      ErrorCode::source_forbidden,
      fmt::format("{}: redirected to {}, where this program does not go", from.place, to.origin)};
}

}  // namespace pixferry
