#include "api-gateway/routes/retry_route.hpp"

#include "api-gateway/routes/find_job.hpp"
#include "api-gateway/routes/job_json.hpp"
#include "api-gateway/routes/retry_body.hpp"

namespace pixferry::routes {
namespace {

http::Response retry(const RetryParts& parts, const http::Request& request) {
  const auto id = JobId::parse(request.path_parameters.at("job_id"));
  if (!id) return unknown_job(request);
  const auto wanted = read_retry_body(request, parts.limits);
  if (const auto* problem = std::get_if<http::Problem>(&wanted)) {
    return http::to_response(*problem, request.request_id);
  }
  const auto retried =
      parts.ledger.retry(request.context, kDefaultOwner, *id, std::get<RetrySelection>(wanted));
  if (!retried && retried.error().code == ErrorCode::job_not_found) return unknown_job(request);
  if (!retried) return failure(retried.error(), request);
  // Should the push be lost, the housekeeper announces the files: the retry is committed.
  if (*retried > 0) (void)parts.queue.push({*id, WorkKind::files});
  parts.feed.publish(*id);
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
