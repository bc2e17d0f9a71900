#include "pipeline/catalog/event_notes.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

#include <fmt/format.h>

namespace pixferry {
namespace {

Error no_such_job(const JobId& job) {
  return {ErrorCode::job_not_found, fmt::format("There is no import job {}.", job.text())};
}

CreatedJob existing(const SqlRow& row, const ImportOptions& wanted, bool already_running) {
  const ImportOptions options{.recursive = row.integer(1) == 1, .files_max = row.integer(2)};
  return {JobId::parse(row.text(0)).value(), already_running, options == wanted};
}

/// The job, new or found; nothing if the active job that kept us from inserting ended meanwhile.
std::optional<CreatedJob> insert_or_find(Statements& tx, const NewJob& job,
                                         const ImportOptions& options, std::int64_t now) {
  const std::string source{name(job.root.source)};
  const auto inserted = tx.row(
      sql::insert_job, {job.id.text(), job.owner, source, job.root.id, job.folder_url,
                        options.recursive ? 1 : 0, options.files_max, now, job.trace_parent});
  if (inserted) {
    tx.run(sql::insert_root_folder, {job.id.text(), job.root.id, job.root.resource_key, now});
    return CreatedJob{.id = job.id};
  }
  if (const auto same = tx.row(sql::find_job, {job.id.text()})) {
    return existing(*same, options, false);
  }
  if (const auto active = tx.row(sql::find_active_job, {job.owner, source, job.root.id})) {
    return existing(*active, options, true);
  }
  return std::nullopt;
}

/// A selection as the statements take it: the ids, and whether they count, and the reason.
struct SelectionValues {
  explicit SelectionValues(const RetrySelection& selection) : has_ids(selection.files ? 1 : 0) {
    boost::json::array wanted;
    for (const auto& file : selection.files.value_or(std::vector<FileId>{})) {
      wanted.push_back(boost::json::object{{"file_id", file.value}});
    }
    ids = json_text(wanted);
    if (selection.reason) reason = std::string{name(*selection.reason)};
  }

  SqlValue ids;
  SqlValue has_ids;
  SqlValue reason;
};

}  // namespace

Ledger::Ledger(Database& database, const Clock& clock, const Limits& limits)
    : database_(database), clock_(clock), limits_(limits) {}

Result<CreatedJob> Ledger::create(const Context& context, const NewJob& job) {
  auto options = job.options;
  options.files_max = std::clamp<std::int64_t>(options.files_max, 0, limits_.job_files_max);
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<CreatedJob> {
    const auto now = to_milliseconds(clock_.now());
    for (int tries = 0; tries < 2; ++tries) {
      if (auto created = insert_or_find(tx, job, options, now)) return *created;
    }
    return Error{ErrorCode::catalog_conflict,
                 "Another import of this folder was ending at the same moment; try again."};
  });
}

Result<JobState> Ledger::cancel(const Context& context, std::string_view owner, const JobId& job) {
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<JobState> {
    const std::string of_owner{owner};
    const auto now = to_milliseconds(clock_.now());
    EventNotes events;
    if (tx.row(sql::cancel_job, {job.text(), of_owner, now})) {
      events.job_ended(job.text(), JobState::cancelled);
    }
    events.write(tx, limits_, now);
    const auto row = tx.row(sql::lock_own_job, {job.text(), of_owner});
    if (!row) return no_such_job(job);
    return job_state_named(row->text(0)).value();
  });
}

Result<JobState> Ledger::pause(const Context& context, std::string_view owner, const JobId& job) {
  return change_state(context, owner, job, sql::pause_job);
}

Result<JobState> Ledger::resume(const Context& context, std::string_view owner, const JobId& job) {
  return change_state(context, owner, job, sql::resume_job);
}

Result<JobState> Ledger::change_state(const Context& context, std::string_view owner,
                                      const JobId& job, std::string_view change) {
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<JobState> {
    const std::string of_owner{owner};
    EventNotes events;
    if (const auto changed = tx.row(change, {job.text(), of_owner})) {
      events.state_changed(job.text(), job_state_named(changed->text(0)).value());
    }
    events.write(tx, limits_, to_milliseconds(clock_.now()));
    const auto row = tx.row(sql::lock_own_job, {job.text(), of_owner});
    if (!row) return no_such_job(job);
    return job_state_named(row->text(0)).value();
  });
}

Result<std::int64_t> Ledger::retry(const Context& context, std::string_view owner, const JobId& job,
                                   const RetrySelection& selection) {
  return transact(database_, context, Access::write, [&](Statements& tx) -> Result<std::int64_t> {
    const std::string of_owner{owner};
    const auto row = tx.row(sql::lock_own_job, {job.text(), of_owner});
    if (!row) return no_such_job(job);
    if (!may_become(job_state_named(row->text(0)).value(), JobState::processing)) return 0;
    if (row->text(0) == name(JobState::paused)) return 0;
    const SelectionValues wanted{selection};
    const auto count =
        tx.row(sql::count_failed_files, {job.text(), wanted.ids, wanted.has_ids, wanted.reason});
    if (!count || count->integer(0) == 0) return 0;
    if (const auto active = tx.row(sql::find_active_job, {of_owner, row->text(1), row->text(2)})) {
      return Error{ErrorCode::catalog_conflict,
                   fmt::format("This folder is being imported by job {}; wait for its end.",
                               active->text(0))};
    }
    const auto now = to_milliseconds(clock_.now());
    tx.run(sql::insert_retry_events, {job.text(), wanted.ids, wanted.has_ids, wanted.reason, now,
                                      count->integer(0), limits_.job_events_max});
    tx.run(sql::retry_files, {job.text(), wanted.ids, wanted.has_ids, wanted.reason, now});
    tx.run(sql::resume_finished_job, {job.text(), count->integer(0)});
    return count->integer(0);
  });
}

}  // namespace pixferry
