#include "api-gateway/routes/health_routes.hpp"

#include <fmt/format.h>

#include "api-gateway/http/json_writer.hpp"
#include "api-gateway/http/problem.hpp"

namespace pixferry::routes {
namespace {

http::Response alive(const std::string& version) {
  http::JsonWriter json;
  json.begin_object().field("status", "ok").field("version", version).end_object();
  return http::json_response(200, json.take());
}

http::Response not_ready(std::vector<http::FieldError> failures, const http::Request& request) {
  std::string names;
  for (const auto& failure : failures) {
    names += (names.empty() ? "" : ", ") + failure.pointer.substr(1);
  }
  return http::to_response({.status = 503,
                            .code = "not_ready",
                            .detail = fmt::format("Not ready: {}.", names),
                            .hint = {},
                            .retryable = true,
                            .errors = std::move(failures),
                            .retry_after = {}},
                           request.request_id);
}

http::Response ready(const std::vector<ReadinessCheck>& checks, const http::Request& request) {
  std::vector<http::FieldError> failures;
  for (const auto& check : checks) {
    const auto result = check.run(request.context);
    if (result) continue;
    const auto problem = http::problem_of(result.error());
    failures.push_back({"/" + check.name, std::string{name(result.error().code)}, problem.detail});
  }
  if (!failures.empty()) return not_ready(std::move(failures), request);
  http::JsonWriter json;
  json.begin_object().field("status", "ready").key("checks").begin_array();
  for (const auto& check : checks) json.value(check.name);
  json.end_array().end_object();
  return http::json_response(200, json.take());
}

}  // namespace

void add_health_routes(http::Router& router, std::string version,
                       std::vector<ReadinessCheck> checks) {
  const auto answer_alive = [version = std::move(version)](const http::Request&) {
    return alive(version);
  };
  router.add({"GET", "/health", answer_alive, http::Access::open});
  router.add({"GET", "/health/live", answer_alive, http::Access::open});
  router.add({"GET", "/health/ready",
              [checks = std::move(checks)](const http::Request& request) {
                return ready(checks, request);
              },
              http::Access::open});
}

}  // namespace pixferry::routes
