#include "api-gateway/routes/cors.hpp"

#include <algorithm>

#include "api-gateway/http/problem.hpp"

namespace pixferry::routes {
namespace {

bool is_preflight(const http::Request& request) {
  return request.method == "OPTIONS" && request.headers.contains("Access-Control-Request-Method");
}

bool is_writing(const http::Request& request) {
  return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS";
}

http::Response foreign_origin(const http::Request& request) {
  return http::to_response(
      http::plain_problem(403, "origin_not_allowed",
                          "Pages of this origin may not use this server.",
                          "Add the origin to CORS_ORIGINS, exactly as the browser sends it."),
      request.request_id);
}

http::Response preflight_answer() {
  return {204,
          {{"Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE"},
           {"Access-Control-Allow-Headers",
            "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Request-Id"},
           {"Access-Control-Max-Age", "600"}},
          {}};
}

}  // namespace

http::Response Cors::around(http::Request& request, const http::Application& next) const {
  const auto origin = request.headers.find("Origin");
  const bool allowed = origin && allows(*origin);
  const bool is_foreign = request.headers.find("Sec-Fetch-Site") == "cross-site";
  if (origin && is_preflight(request) && !allowed) return foreign_origin(request);
  if (is_writing(request) && is_foreign && !allowed) return foreign_origin(request);

  auto response = origin && is_preflight(request) ? preflight_answer() : next(request);
  if (!origins_.empty()) response.headers.add("Vary", "Origin");
  if (allowed) {
    response.headers.set("Access-Control-Allow-Origin", std::string{*origin});
    response.headers.set(
        "Access-Control-Expose-Headers",
        "Content-Disposition, ETag, Idempotency-Replayed, Link, Location, RateLimit, "
        "RateLimit-Policy, Retry-After, X-Request-Id");
  }
  return response;
}

bool Cors::allows(std::string_view origin) const {
  return std::ranges::find(origins_, origin) != origins_.end();
}

}  // namespace pixferry::routes
