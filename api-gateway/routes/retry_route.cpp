#include "api-gateway/routes/retry_route.hpp"

#include "api-gateway/routes/find_job.hpp"
#include "api-gateway/routes/job_json.hpp"
#include "api-gateway/routes/json_body.hpp"

#include <fmt/format.h>

namespace pixferry::routes {
namespace {

constexpr std::string_view kAcceptedBody = "Send no body, or {}: all failed files are retried.";

/// Every member is refused: to take one and ignore it would retry more than was asked for.
std::vector<http::FieldError> errors_of(const json::bj::value& body) {
  if (!body.is_object()) return {{"", "wrong_type", "The body must be a JSON object."}};
  std::vector<http::FieldError> errors;
  for (const auto& [key, value] : body.get_object()) {
    const bool is_planned = key == "reason" || key == "file_ids";
    errors.push_back({pointer_to(key), is_planned ? "not_supported" : "unknown_field",
                      is_planned ? fmt::format("{} is not supported yet.", std::string_view{key})
                                 : "The body has a field that this route does not know."});
  }
  return errors;
}

std::optional<http::Problem> problem_with_body(const http::Request& request, const Limits& limits) {
  if (request.body.empty()) return std::nullopt;
  auto body = read_json_body(request, limits);
  std::optional<http::Problem> problem;
  if (auto* unreadable = std::get_if<http::Problem>(&body)) {
    problem = std::move(*unreadable);
  } else if (auto errors = errors_of(std::get<json::bj::value>(body)); !errors.empty()) {
    problem = http::invalid_fields(std::move(errors));
  }
  if (problem && problem->hint.empty()) problem->hint = kAcceptedBody;
  return problem;
}

http::Response retry(const RetryParts& parts, const http::Request& request) {
  const auto id = JobId::parse(request.path_parameters.at("job_id"));
  if (!id) return unknown_job(request);
  if (const auto problem = problem_with_body(request, parts.limits)) {
    return http::to_response(*problem, request.request_id);
  }
  const auto retried = parts.ledger.retry(request.context, kDefaultOwner, *id);
  if (!retried && retried.error().code == ErrorCode::job_not_found) return unknown_job(request);
  if (!retried) return failure(retried.error(), request);
  // Should the push be lost, the housekeeper announces the files: the retry is committed.
  if (*retried > 0) (void)parts.queue.push({*id, WorkKind::files});
  auto found = find_job(parts.journal, request);
  if (auto* refusal = std::get_if<http::Response>(&found)) return std::move(*refusal);
  return http::json_response(202, retried_job_json(std::get<JobSnapshot>(found), *retried));
}

}  // namespace

void add_retry_route(http::Router& router, const RetryParts& parts) {
  router.add({"POST", "/import/jobs/{job_id}/retry",
              [parts](const http::Request& request) { return retry(parts, request); },
              http::Access::keyed});
}

}  // namespace pixferry::routes
