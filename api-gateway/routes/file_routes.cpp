#include "api-gateway/routes/file_routes.hpp"

#include <fmt/format.h>

#include <limits>

#include "api-gateway/routes/file_json.hpp"
#include "api-gateway/routes/find_job.hpp"
#include "api-gateway/routes/query_fields.hpp"

namespace pixferry::routes {
namespace {

constexpr std::int64_t kFilesPerPage = 20;
constexpr std::int64_t kFilesPerPageMax = 100;

/// The target of a page without its cursor, written from what was understood and not from what was
/// sent.
std::string target_of(const JobId& job, const FileQuery& query) {
  auto target = fmt::format("/import/jobs/{}/files?", job.text());
  if (query.state) target += fmt::format("state={}&", name(*query.state));
  if (query.reason) target += fmt::format("reason={}&", name(*query.reason));
  return target;
}

http::Response page_response(const FilePage& page, std::string_view target, int limit) {
  auto response = http::json_response(200, file_page_json(page));
  if (page.next_after) {
    response.headers.set("Link", fmt::format(R"(<{}cursor={}&limit={}>; rel="next")", target,
                                             page.next_after->value, limit));
  }
  return response;
}

FileId cursor_in(QueryFields& fields) {
  return {fields.integer("cursor", 0, {0, std::numeric_limits<std::int64_t>::max()})};
}

int limit_in(QueryFields& fields) {
  return static_cast<int>(fields.integer("limit", kFilesPerPage, {1, kFilesPerPageMax}));
}

/// No state of a file, but a way to ask for those of the pending that are being worked on.
constexpr std::string_view kImporting = "importing";

http::Response list_importing(Journal& journal, const JobSnapshot& job,
                              const http::Request& request) {
  QueryFields fields{request.query};
  const auto after = cursor_in(fields);
  const int limit = limit_in(fields);
  if (fields.reason()) {
    fields.refuse("reason", "not_applicable", "A file that is being imported has no reason yet.");
  }
  if (!fields.are_valid()) return fields.problem(request.request_id);
  const auto page = journal.held_files(request.context, job.id, after, limit);
  if (!page) return failure(page.error(), request);
  return page_response(
      *page, fmt::format("/import/jobs/{}/files?state={}&", job.id.text(), kImporting), limit);
}

http::Response list(Journal& journal, const JobSnapshot& job, const http::Request& request) {
  QueryFields fields{request.query};
  if (fields.text("state") == kImporting) return list_importing(journal, job, request);
  const FileQuery query{.state = fields.state("pending, importing, imported, skipped or failed"),
                        .reason = fields.reason(),
                        .after = cursor_in(fields),
                        .limit = limit_in(fields)};
  if (!fields.are_valid()) return fields.problem(request.request_id);
  const auto page = journal.files(request.context, job.id, query);
  if (!page) return failure(page.error(), request);
  return page_response(*page, target_of(job.id, query), query.limit);
}

http::Response list_vanished(Journal& journal, const JobSnapshot& job,
                             const http::Request& request) {
  QueryFields fields{request.query};
  const auto after = cursor_in(fields);
  const int limit = limit_in(fields);
  if (!fields.are_valid()) return fields.problem(request.request_id);
  const auto page = journal.vanished_files(request.context, job.id, after, limit);
  if (!page) return failure(page.error(), request);
  return page_response(*page, fmt::format("/import/jobs/{}/vanished?", job.id.text()), limit);
}

http::Response group_failures(Journal& journal, const JobSnapshot& job,
                              const http::Request& request) {
  const auto groups = journal.failures(request.context, job.id);
  if (!groups) return failure(groups.error(), request);
  return http::json_response(200, failures_json(*groups));
}

using JobReading = http::Response (*)(Journal&, const JobSnapshot&, const http::Request&);

http::Handler reading(Journal& journal, JobReading read) {
  return [&journal, read](const http::Request& request) {
    auto found = find_job(journal, request);
    if (auto* refusal = std::get_if<http::Response>(&found)) return std::move(*refusal);
    return read(journal, std::get<JobSnapshot>(found), request);
  };
}

}  // namespace

void add_file_routes(http::Router& router, Journal& journal) {
  using http::Access;
  router.add({"GET", "/import/jobs/{job_id}/files", reading(journal, list), Access::keyed});
  router.add(
      {"GET", "/import/jobs/{job_id}/vanished", reading(journal, list_vanished), Access::keyed});
  router.add(
      {"GET", "/import/jobs/{job_id}/failures", reading(journal, group_failures), Access::keyed});
}

}  // namespace pixferry::routes
