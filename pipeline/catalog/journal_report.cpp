#include "pipeline/catalog/journal_row.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

namespace pixferry {
namespace {

ReportedFile reported_file(const SqlRow& row) {
  ReportedFile reported{.file = file_record(row),
                        .source_file_id = row.text(8),
                        .revision = row.text(9),
                        .declared_mime_type = row.text(10),
                        .declared_sha256 = row.text_or_empty(11),
                        .declared_md5 = row.text_or_empty(12),
                        .declared_dropbox_hash = row.text_or_empty(13),
                        .finished_at = optional_time(row, 14),
                        .stored = std::nullopt};
  if (row.is_null(15)) return reported;
  reported.stored = {.sha256 = row.text(15),
                     .size_bytes = row.integer(16),
                     .mime_type = row.text(17),
                     .key = {row.text(18)},
                     .taken_at = optional_time(row, 19)};
  return reported;
}

void end_as_cancelled(FileRecord& file) {
  if (file.state != FileState::pending) return;
  file.state = FileState::skipped;
  file.reason = ErrorCode::cancelled;
}

}  // namespace

Result<std::vector<ReportedFile>> Journal::report(const Context& context, std::string_view owner,
                                                  const JobId& id, const FileQuery& query) {
  using Files = std::vector<ReportedFile>;
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Files> {
    const auto job = tx.row(sql::read_job_state, {id.text(), std::string{owner}});
    if (!job) return Error{ErrorCode::job_not_found, "There is no job with this id."};
    const bool is_cancelled = job_state_named(job->text(0)) == JobState::cancelled;
    Files files;
    for (const auto& row :
         tx.rows(sql::read_report, {id.text(), query.after.value, optional_name(query.state),
                                    optional_name(query.reason), std::int64_t{query.limit}})) {
      files.push_back(reported_file(row));
      if (is_cancelled) end_as_cancelled(files.back().file);
    }
    return files;
  });
}

}  // namespace pixferry
