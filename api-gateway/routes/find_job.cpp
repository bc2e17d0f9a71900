#include "api-gateway/routes/find_job.hpp"

#include "api-gateway/http/problem.hpp"

namespace pixferry::routes {

http::Response failure(const Error& error, const http::Request& request) {
  return http::to_response(http::problem_of(error), request.request_id);
}

http::Response unknown_job(const http::Request& request) {
  return failure({ErrorCode::job_not_found, "There is no job with this id."}, request);
}

std::variant<JobSnapshot, http::Response> find_job(Journal& journal, const http::Request& request) {
  const auto id = JobId::parse(request.path_parameters.at("job_id"));
  if (!id) return unknown_job(request);
  auto job = journal.job(request.context, kDefaultOwner, *id);
  if (!job) return failure(job.error(), request);
  if (!job->has_value()) return unknown_job(request);
  return **std::move(job);
}

}  // namespace pixferry::routes
