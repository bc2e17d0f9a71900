#pragma once

#include <string>
#include <vector>

#include "api-gateway/http/listener.hpp"
#include "api-gateway/routes/api_keys.hpp"
#include "api-gateway/routes/rate_limit.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry::routes {

/// How much one client may ask for: so many writing requests a minute of each key, or of each
/// address where there is none, and so many wrong keys of each address. Who tries too many keys is
/// refused whatever it sends next, so that a guess that would be right tells nothing. Reading is
/// not counted.
class RequestLimits {
 public:
  RequestLimits(const Config& config, const Clock& clock);

  /// 429 in place of what `next` would answer, or that, with what is left of a limit that was
  /// touched (RateLimit and RateLimit-Policy, draft-ietf-httpapi-ratelimit-headers).
  http::Response around(http::Request& request, const http::Application& next);

 private:
  http::Response counted(http::Request& request, const http::Application& next,
                         const std::string& network);
  std::string who(const http::Request& request, const std::string& network) const;

  const ApiKeys keys_;
  const std::vector<AddressRange> proxies_;
  const Clock& clock_;
  RateLimit writes_;
  RateLimit failed_keys_;
};

}  // namespace pixferry::routes
