#include "api-gateway/routes/request_log.hpp"

#include "pipeline/model/ids.hpp"
#include "pipeline/platform/log.hpp"
#include "pipeline/platform/trace_context.hpp"

namespace pixferry::routes {
namespace {

bool is_reading(const http::Request& request) {
  return request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
}

/// The one in the path, or that of the job which the answer leads to.
std::optional<JobId> job_of(const http::Request& request, const http::Response& response) {
  if (auto named = JobId::parse(request.path_parameters.at("job_id"))) return named;
  constexpr std::string_view kPlace = "/import/jobs/";
  const auto location = response.headers.find("Location").value_or("");
  if (!location.starts_with(kPlace)) return std::nullopt;
  return JobId::parse(location.substr(kPlace.size()));
}

}  // namespace

void log_request_about_job(const http::Request& request, const http::Response& response) {
  if (is_reading(request)) return;
  const auto job = job_of(request, response);
  if (!job) return;
  const auto trace = TraceContext::parse(request.headers.find("traceparent").value_or(""));
  log::info("job requested", {{"request_id", request.request_id},
                              {"trace_id", trace ? trace->trace_id : ""},
                              {"job_id", job->text()},
                              {"route", request.route},
                              {"status", response.status}});
}

}  // namespace pixferry::routes
