#include "api-gateway/routes/access.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/routes/api_keys.hpp"
#include "pipeline/platform/ascii.hpp"

namespace pixferry::routes {
namespace {

/// "a:8000" and "[::1]:8000" without the port and the brackets.
std::string_view host_name(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(1, authority.find(']') - 1);
  return authority.substr(0, authority.find(':'));
}

std::string_view host_of_url(std::string_view url) {
  const auto start = url.find("://");
  if (start == url.npos) return {};
  url.remove_prefix(start + 3);
  return host_name(url.substr(0, url.find('/')));
}

http::Response unauthorized(const http::Request& request) {
  auto response = http::to_response(
      http::plain_problem(401, "unauthorized", "This route needs a valid API key.",
                          "Send one of API_KEYS as Authorization: Bearer KEY."),
      request.request_id);
  response.headers.set("WWW-Authenticate", "Bearer");
  return response;
}

http::Response misdirected(const http::Request& request) {
  return http::to_response(http::plain_problem(421, "misdirected_request",
                                               "The request names a host that is not this server.",
                                               "Use localhost, set PUBLIC_URL, or set API_KEYS."),
                           request.request_id);
}

http::Guard key_guard(const std::vector<Secret>& secrets) {
  return [keys = ApiKeys{secrets}](const http::Route& route, const http::Request& request) {
    const bool passes =
        route.access == http::Access::open || keys.find(bearer_token(request.headers)).has_value();
    return passes ? std::nullopt : std::optional{unauthorized(request)};
  };
}

http::Guard host_guard(const Config& config) {
  return [public_host = std::string{host_of_url(config.public_url)}](const http::Route& route,
                                                                     const http::Request& request) {
    const auto host = host_name(request.headers.find("Host").value_or("localhost"));
    const bool passes = route.access == http::Access::open || is_loopback(host) ||
                        ascii::equal_ignoring_case(host, public_host);
    return passes ? std::nullopt : std::optional{misdirected(request)};
  };
}

}  // namespace

http::Guard access_guard(const Config& config) {
  if (!config.api_keys.empty()) return key_guard(config.api_keys);
  if (!config.allow_anonymous) return host_guard(config);
  return {};
}

Result<> check_exposure(const Config& config) {
  if (!config.api_keys.empty() || config.allow_anonymous || is_loopback(config.host)) return {};
  return Error{ErrorCode::invalid_configuration,
               fmt::format("HOST={} lets others in, and no API key is set. Set API_KEYS, or "
                           "ALLOW_ANONYMOUS=1 if everybody may use this server.",
                           config.host)};
}

bool is_loopback(std::string_view host) {
  const std::string name{host};
  if (ascii::equal_ignoring_case(name, "localhost")) return true;
  in_addr v4{};
  if (::inet_pton(AF_INET, name.c_str(), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
  in6_addr v6{};
  return ::inet_pton(AF_INET6, name.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

}  // namespace pixferry::routes
