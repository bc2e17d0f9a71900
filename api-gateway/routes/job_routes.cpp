#include "api-gateway/routes/job_routes.hpp"

#include "api-gateway/http/problem.hpp"
#include "api-gateway/routes/job_json.hpp"
#include "api-gateway/routes/query_fields.hpp"

namespace pixferry::routes {
namespace {

constexpr std::int64_t kJobsPerPage = 20;
constexpr std::int64_t kJobsPerPageMax = 100;

http::Response failure(const Error& error, const http::Request& request) {
  return http::to_response(http::problem_of(error), request.request_id);
}

/// One answer for an id that is malformed, unknown or another owner's: nobody learns which.
http::Response unknown_job(const http::Request& request) {
  return failure({ErrorCode::job_not_found, "There is no job with this id."}, request);
}

http::Response show(Journal& journal, const JobId& id, const http::Request& request, int status) {
  const auto job = journal.job(request.context, kDefaultOwner, id);
  if (!job) return failure(job.error(), request);
  if (!job->has_value()) return unknown_job(request);
  return http::json_response(status, job_json(**job));
}

http::Handler showing(Journal& journal) {
  return [&journal](const http::Request& request) {
    const auto id = JobId::parse(request.path_parameters.at("job_id"));
    return id ? show(journal, *id, request, 200) : unknown_job(request);
  };
}

http::Handler listing(Journal& journal) {
  return [&journal](const http::Request& request) {
    QueryFields query{request.query};
    const JobFilter filter{.state = query.status(), .source = query.source()};
    const auto limit = query.integer("limit", kJobsPerPage, {1, kJobsPerPageMax});
    if (!query.are_valid()) return query.problem(request.request_id);
    const auto page = journal.jobs(request.context, kDefaultOwner, filter, query.text("cursor"),
                                   static_cast<int>(limit));
    if (!page) return failure(page.error(), request);
    return http::json_response(200, job_page_json(*page));
  };
}

http::Handler cancelling(Ledger& ledger, Journal& journal) {
  return [&ledger, &journal](const http::Request& request) {
    const auto id = JobId::parse(request.path_parameters.at("job_id"));
    if (!id) return unknown_job(request);
    const auto state = ledger.cancel(request.context, kDefaultOwner, *id);
    if (!state && state.error().code == ErrorCode::job_not_found) return unknown_job(request);
    if (!state) return failure(state.error(), request);
    return show(journal, *id, request, 202);
  };
}

}  // namespace

void add_job_routes(http::Router& router, Ledger& ledger, Journal& journal) {
  using http::Access;
  router.add({"GET", "/import/jobs/{job_id}", showing(journal), Access::keyed});
  router.add({"GET", "/jobs/{job_id}", showing(journal), Access::keyed});
  router.add({"GET", "/import/jobs", listing(journal), Access::keyed});
  router.add({"POST", "/import/jobs/{job_id}/cancel", cancelling(ledger, journal), Access::keyed});
}

}  // namespace pixferry::routes
