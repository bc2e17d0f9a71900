#include "cli/commands/report_command.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "api-gateway/routes/report_text.hpp"
#include "cli/no_such_job.hpp"
#include "cli/object_place.hpp"
#include "cli/open_catalog.hpp"

namespace pixferry {
namespace {

constexpr int kFilesPerPage = 500;

Result<> write(std::string_view text) {
  const bool is_written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (is_written) return {};
  return Error{ErrorCode::internal, "the report could not be written to its end"};
}

Result<> write_report(const Invocation& invocation, Journal& journal, const JobId& job,
                      routes::ReportFormat format) {
  const auto storage_url = storage_url_for(invocation.loaded.config);
  FileQuery query{.limit = kFilesPerPage};
  auto text = routes::report_heading(format);
  while (!invocation.signals.were_received()) {
    const auto files = journal.report(Context{}, kDefaultOwner, job, query);
    if (!files) return files.error();
    for (const auto& file : *files) routes::append_report_line(text, format, file, storage_url);
    if (auto written = write(text); !written) return written;
    if (files->empty()) return {};
    query.after = files->back().file.id;
    text.clear();
  }
  return Error{ErrorCode::stopped, "interrupted"};
}

}  // namespace

ExitCode run_report_command(const Invocation& invocation, const JobReportCommand& command) {
  const auto id = JobId::parse(command.job);
  if (!id) return complain(no_such_job(command.job));
  const SystemClock clock;
  const auto catalog = open_catalog_for_reading(Context{}, invocation.loaded.config, clock);
  if (!catalog) return complain(catalog.error());
  Journal journal{**catalog, clock};
  const auto format = invocation.options.json ? routes::ReportFormat::jsonl : command.format;
  const auto written = write_report(invocation, journal, *id, format);
  if (written) return ExitCode::ok;
  const bool is_unknown = written.error().code == ErrorCode::job_not_found;
  return complain(is_unknown ? no_such_job(command.job) : written.error());
}

}  // namespace pixferry
