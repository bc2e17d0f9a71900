#include "api-gateway/routes/job_routes.hpp"

#include <fmt/format.h>

#include "api-gateway/routes/find_job.hpp"
#include "api-gateway/routes/job_json.hpp"
#include "api-gateway/routes/query_fields.hpp"

namespace pixferry::routes {
namespace {

constexpr std::int64_t kJobsPerPage = 20;
constexpr std::int64_t kJobsPerPageMax = 100;

http::Response show(Journal& journal, const http::Request& request, int status) {
  auto found = find_job(journal, request);
  if (auto* refusal = std::get_if<http::Response>(&found)) return std::move(*refusal);
  return http::json_response(status, job_json(std::get<JobSnapshot>(found)));
}

/// A job that goes on. Should a push be lost, the housekeeper announces the work a second later.
void announce(WorkQueue& queue, const JobId& job) {
  (void)queue.push({job, WorkKind::listing});
  (void)queue.push({job, WorkKind::files});
}

http::Handler showing(Journal& journal) {
  return [&journal](const http::Request& request) { return show(journal, request, 200); };
}

/// Written from what was understood and not from what was sent.
std::string next_link(const JobFilter& filter, std::string_view cursor, std::int64_t limit) {
  std::string target = "/import/jobs?";
  if (filter.state) target += fmt::format("status={}&", name(*filter.state));
  if (filter.source) target += fmt::format("source={}&", name(*filter.source));
  return fmt::format(R"(<{}cursor={}&limit={}>; rel="next")", target, cursor, limit);
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
    auto response = http::json_response(200, job_page_json(*page));
    if (!page->next_cursor.empty()) {
      response.headers.set("Link", next_link(filter, page->next_cursor, limit));
    }
    return response;
  };
}

using StateChange = Result<JobState> (Ledger::*)(const Context&, std::string_view, const JobId&);

/// Asks the ledger for the change and shows the job as it stands then, changed or not.
http::Handler changing(const JobParts& parts, StateChange change) {
  return [parts, change](const http::Request& request) {
    const auto id = JobId::parse(request.path_parameters.at("job_id"));
    if (!id) return unknown_job(request);
    const auto state = (parts.ledger.*change)(request.context, kDefaultOwner, *id);
    if (!state && state.error().code == ErrorCode::job_not_found) return unknown_job(request);
    if (!state) return failure(state.error(), request);
    parts.feed.publish(*id);
    if (*state == JobState::processing) announce(parts.queue, *id);
    return show(parts.journal, request, 202);
  };
}

}  // namespace

void add_job_routes(http::Router& router, const JobParts& parts) {
  using http::Access;
  router.add({"GET", "/import/jobs/{job_id}", showing(parts.journal), Access::keyed});
  router.add({"GET", "/jobs/{job_id}", showing(parts.journal), Access::keyed});
  router.add({"GET", "/import/jobs", listing(parts.journal), Access::keyed});
  router.add(
      {"POST", "/import/jobs/{job_id}/cancel", changing(parts, &Ledger::cancel), Access::keyed});
  router.add(
      {"POST", "/import/jobs/{job_id}/pause", changing(parts, &Ledger::pause), Access::keyed});
  router.add(
      {"POST", "/import/jobs/{job_id}/resume", changing(parts, &Ledger::resume), Access::keyed});
}

}  // namespace pixferry::routes
