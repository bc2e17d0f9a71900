#include "api-gateway/routes/request_limits.hpp"

#include <fmt/format.h>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/routes/client_address.hpp"

namespace pixferry::routes {
namespace {

/// Of whom each limit remembers something: a megabyte or two.
constexpr std::size_t kClientsMax = 10'000;

bool is_writing(const http::Request& request) {
  return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS";
}

std::int64_t whole_seconds(std::chrono::milliseconds time) {
  return std::chrono::ceil<std::chrono::seconds>(time).count();
}

void tell(http::Response& response, std::string_view policy, const RateLimit& limit,
          const RateLimit::Standing& standing) {
  response.headers.set("RateLimit-Policy",
                       fmt::format("\"{}\";q={};w=60", policy, limit.per_minute()));
  response.headers.set("RateLimit", fmt::format("\"{}\";r={};t={}", policy, standing.left,
                                                whole_seconds(standing.full_after)));
}

http::Response too_many(const http::Request& request, std::string_view detail,
                        std::chrono::milliseconds retry_after) {
  auto problem = http::plain_problem(429, "too_many_requests", detail,
                                     "Wait as long as Retry-After says, then go on more slowly.");
  problem.retryable = true;
  problem.retry_after = retry_after;
  return http::to_response(problem, request.request_id);
}

}  // namespace

RequestLimits::RequestLimits(const Config& config, const Clock& clock)
    : keys_(config.api_keys),
      proxies_(config.trusted_proxies),
      clock_(clock),
      writes_(config.writes_per_minute, kClientsMax),
      failed_keys_(config.api_keys.empty() ? 0 : config.failed_keys_per_minute, kClientsMax) {}

http::Response RequestLimits::around(http::Request& request, const http::Application& next) {
  const auto network = client_network(client_address(request, proxies_));
  const bool has_key = !bearer_token(request.headers).empty();
  if (has_key) {
    const auto standing = failed_keys_.look(clock_.steady(), network);
    if (!standing.is_allowed) {
      auto response = too_many(request, "Too many wrong API keys have come from this address.",
                               standing.retry_after);
      tell(response, "failed-keys", failed_keys_, standing);
      return response;
    }
  }
  auto response = counted(request, next, network);
  if (has_key && response.status == 401) failed_keys_.take(clock_.steady(), network);
  return response;
}

http::Response RequestLimits::counted(http::Request& request, const http::Application& next,
                                      const std::string& network) {
  if (!is_writing(request) || !writes_.is_on()) return next(request);
  const auto standing = writes_.take(clock_.steady(), who(request, network));
  auto response =
      standing.is_allowed
          ? next(request)
          : too_many(request, "Too many requests that change something.", standing.retry_after);
  tell(response, "writes", writes_, standing);
  return response;
}

std::string RequestLimits::who(const http::Request& request, const std::string& network) const {
  const auto key = keys_.find(bearer_token(request.headers));
  return key ? fmt::format("key {}", *key) : network;
}

}  // namespace pixferry::routes
