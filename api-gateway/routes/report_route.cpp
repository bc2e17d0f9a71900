#include "api-gateway/routes/report_route.hpp"

#include <fmt/format.h>

#include "api-gateway/routes/find_job.hpp"
#include "api-gateway/routes/query_fields.hpp"
#include "api-gateway/routes/report_text.hpp"
#include "pipeline/platform/log.hpp"

namespace pixferry::routes {
namespace {

/// A piece of some hundred kilobytes: what a reply holds in memory.
constexpr int kFilesPerPiece = 500;

std::string_view content_type(ReportFormat format) {
  return format == ReportFormat::csv ? "text/csv; charset=utf-8; header=present"
                                     : "application/jsonl; charset=utf-8";
}

/// The files of a job as they stand when their piece is made.
class Report final : public http::PieceSource {
 public:
  Report(Journal& journal, StorageUrl storage_url, JobId job, FileQuery query, ReportFormat format)
      : journal_(journal),
        storage_url_(std::move(storage_url)),
        job_(std::move(job)),
        query_(query),
        format_(format),
        text_(report_heading(format)) {}

  Result<std::string> next(const Context& context) override {
    const auto files = journal_.report(context, kDefaultOwner, job_, query_);
    if (!files) {
      log::warning("a report broke off",
                   {{"job_id", job_.text()}, {"detail", files.error().message}});
      return files.error();
    }
    for (const auto& file : *files) append_report_line(text_, format_, file, storage_url_);
    if (!files->empty()) query_.after = files->back().file.id;
    return std::exchange(text_, {});
  }

 private:
  Journal& journal_;
  StorageUrl storage_url_;
  JobId job_;
  FileQuery query_;
  ReportFormat format_;
  std::string text_;
};

http::Handler reporting(Journal& journal, const StorageUrl& storage_url, ReportFormat format) {
  return [&journal, storage_url, format](const http::Request& request) -> http::Response {
    auto found = find_job(journal, request);
    if (auto* refusal = std::get_if<http::Response>(&found)) return std::move(*refusal);
    QueryFields fields{request.query};
    const FileQuery query{
        .state = fields.state(), .reason = fields.reason(), .limit = kFilesPerPiece};
    if (!fields.are_valid()) return fields.problem(request.request_id);
    const auto& job = std::get<JobSnapshot>(found).id;
    return {200,
            {{"Content-Type", std::string{content_type(format)}},
             {"Content-Disposition",
              fmt::format(R"(attachment; filename="pixferry-{}.{}")", job.text(), name(format))}},
            std::make_shared<Report>(journal, storage_url, job, query, format)};
  };
}

}  // namespace

void add_report_routes(http::Router& router, Journal& journal, const StorageUrl& storage_url) {
  for (const auto format : {ReportFormat::csv, ReportFormat::jsonl}) {
    router.add({"GET", fmt::format("/import/jobs/{{job_id}}/report.{}", name(format)),
                reporting(journal, storage_url, format), http::Access::keyed});
  }
}

}  // namespace pixferry::routes
