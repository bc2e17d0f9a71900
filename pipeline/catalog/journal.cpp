#include "pipeline/catalog/journal.hpp"

#include "pipeline/catalog/job_cursor.hpp"
#include "pipeline/catalog/journal_row.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"
#include "pipeline/catalog/tallies.hpp"

namespace pixferry {
namespace {

/// A wait that is shorter than this is not worth telling.
constexpr std::int64_t kThrottledMillisecondsMin = 3000;

/// No lease is longer (the setting LEASE): what is put off further than this is held by nobody.
constexpr std::int64_t kLeaseMillisecondsMax = 3'600'000;

JobSnapshot snapshot_from(const SqlRow& row) {
  JobSnapshot job{.id = JobId::parse(row.text(0)).value(),
                  .source = source_kind_named(row.text(1)).value(),
                  .state = job_state_named(row.text(2)).value(),
                  .folder_url = row.text(3),
                  .folder_name = row.text(4),
                  .tally = {.total = row.integer(5),
                            .imported = row.integer(6),
                            .skipped = row.integer(7),
                            .failed = row.integer(8),
                            .bytes_total = row.integer(9),
                            .bytes_done = row.integer(10)},
                  .pending_folders = row.integer(11),
                  .unreadable_folders = row.integer(12),
                  .vanished_files = row.optional_integer(18),
                  .error = std::nullopt,
                  .throttled_until = std::nullopt,
                  .created_at = from_milliseconds(row.integer(15)),
                  .started_at = optional_time(row, 16),
                  .finished_at = optional_time(row, 17),
                  .last_event = row.integer(19)};
  if (is_active(job.state)) {
    job.rate = rate_of(rate_memory_in(row, 20), from_milliseconds(row.integer(24)));
  }
  if (!row.is_null(13)) job.error = JobError{code_named(row.text(13)), row.text(14)};
  if (job.state == JobState::cancelled) {
    // Settle writes this later; nobody should see the difference.
    job.tally.skipped += job.tally.pending();
    job.pending_folders = 0;
  }
  return job;
}

/// The snapshot, with the one field that is computed from the files.
JobSnapshot complete_snapshot(Statements& tx, const SqlRow& row, std::int64_t now) {
  auto job = snapshot_from(row);
  if (!is_active(job.state) || !job.listing_done() || job.tally.pending() == 0) return job;
  const auto until =
      tx.row(sql::read_throttled_until, {job.id.text(), now, kThrottledMillisecondsMin});
  if (until) job.throttled_until = optional_time(*until, 0);
  return job;
}

void add_active(const JobSnapshot& job, JobTotals& totals) {
  totals.rate.files_per_second += job.rate.files_per_second;
  totals.rate.bytes_per_second += job.rate.bytes_per_second;
  if (job.state != JobState::processing) return;
  totals.queued_files += job.tally.pending();
  totals.queued_folders += job.pending_folders;
  if (!job.throttled_until) return;
  auto& throttle =
      totals.throttles.try_emplace(job.source, Throttle{0, *job.throttled_until}).first->second;
  ++throttle.jobs;
  throttle.until = std::min(throttle.until, *job.throttled_until);
}

/// One row more than the limit tells that there is another page.
FilePage file_page(const SqlRows& rows, int limit) {
  FilePage page;
  for (const auto& row : rows) {
    if (static_cast<int>(page.files.size()) == limit) {
      page.next_after = page.files.back().id;
      break;
    }
    page.files.push_back(file_record(row));
  }
  return page;
}

JobEvent event_from(const SqlRow& row) {
  JobEvent event{.number = row.integer(0),
                 .kind = job_event_kind_named(row.text(1)).value(),
                 .at = from_milliseconds(row.integer(2))};
  if (event.kind != JobEventKind::file) {
    event.job_state = job_state_named(row.text(3)).value();
    return event;
  }
  event.file = FileEvent{.id = FileId{row.integer(4)},
                         .path = row.text_or_empty(8),
                         .state = file_state_named(row.text(3)).value(),
                         .reason = std::nullopt,
                         .detail = row.text(6),
                         .attempts = static_cast<int>(row.integer(7))};
  if (!row.is_null(5)) event.file->reason = code_named(row.text(5));
  return event;
}

/// Whether the events from behind `after` on are there, as far as the page goes.
bool is_complete(const std::vector<JobEvent>& events, std::int64_t after, std::int64_t last) {
  if (events.empty()) return after == last;
  return events.front().number == after + 1 && events.back().number - after == std::ssize(events);
}

}  // namespace

Journal::Journal(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

Result<std::optional<JobSnapshot>> Journal::job(const Context& context, std::string_view owner,
                                                const JobId& id) {
  using Found = std::optional<JobSnapshot>;
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Found> {
    const auto row = tx.row(sql::read_job, {id.text(), std::string{owner}, now});
    if (!row) return Found{};
    return Found{complete_snapshot(tx, *row, now)};
  });
}

Result<std::optional<JobNews>> Journal::news(const Context& context, std::string_view owner,
                                             const JobId& id, const NewsQuery& query) {
  using Found = std::optional<JobNews>;
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Found> {
    const auto row = tx.row(sql::read_job, {id.text(), std::string{owner}, now});
    if (!row) return Found{};
    JobNews news{.job = complete_snapshot(tx, *row, now)};
    const auto last = news.job.last_event;
    if (!query.after || *query.after == last) return Found{std::move(news)};
    for (const auto& event :
         tx.rows(sql::read_events, {id.text(), *query.after, std::int64_t{query.limit}})) {
      news.events.push_back(event_from(event));
    }
    news.is_gap = !is_complete(news.events, *query.after, last);
    if (news.is_gap) news.events.clear();
    return Found{std::move(news)};
  });
}

Result<JobPage> Journal::jobs(const Context& context, std::string_view owner,
                              const JobFilter& filter, const std::string& cursor, int limit) {
  const auto after = JobCursor::parse(cursor);
  if (!after) {
    return Error{ErrorCode::invalid_request, "The cursor is none that this list has given."};
  }
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<JobPage> {
    // One row more than asked tells whether there is another page.
    const auto rows = tx.rows(sql::read_jobs, {std::string{owner}, optional_name(filter.state),
                                               optional_name(filter.source), after->created_ms,
                                               after->id, std::int64_t{limit} + 1, now});
    JobPage page;
    for (const auto& row : rows) {
      if (static_cast<int>(page.jobs.size()) == limit) {
        page.next_cursor = JobCursor::of(page.jobs.back()).text();
        break;
      }
      page.jobs.push_back(complete_snapshot(tx, row, now));
    }
    return page;
  });
}

Result<JobTotals> Journal::totals(const Context& context, std::string_view owner) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<JobTotals> {
    JobTotals totals;
    for (const auto& row : tx.rows(sql::count_jobs, {std::string{owner}})) {
      totals.jobs[job_state_named(row.text(0)).value()] = row.integer(1);
      totals.files.total += row.integer(2);
      totals.files.imported += row.integer(3);
      totals.files.skipped += row.integer(4);
      totals.files.failed += row.integer(5);
      totals.files.bytes_total += row.integer(6);
      totals.files.bytes_done += row.integer(7);
    }
    for (const auto& row :
         tx.rows(sql::read_active_jobs, {std::string{owner}, now, kActiveJobsMax})) {
      add_active(complete_snapshot(tx, row, now), totals);
    }
    return totals;
  });
}

Result<std::vector<FailureGroup>> Journal::failures(const Context& context, const JobId& id) {
  using Groups = std::vector<FailureGroup>;
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Groups> {
    Groups groups;
    for (const auto& row : tx.rows(sql::read_failures, {id.text()})) {
      groups.push_back({code_named(row.text(0)), row.integer(1), row.text(2), row.text(3)});
    }
    return groups;
  });
}

Result<std::vector<UnreadableFolder>> Journal::unreadable_folders(const Context& context,
                                                                  const JobId& id, int limit) {
  using Folders = std::vector<UnreadableFolder>;
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Folders> {
    Folders folders;
    for (const auto& row : tx.rows(sql::read_unreadable_folders, {id.text(), limit})) {
      folders.push_back({row.text(0), code_named(row.text(1)), row.text(2)});
    }
    return folders;
  });
}

Result<FilePage> Journal::files(const Context& context, const JobId& id, const FileQuery& query) {
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<FilePage> {
    return file_page(
        tx.rows(sql::read_files, {id.text(), query.after.value, optional_name(query.state),
                                  optional_name(query.reason), std::int64_t{query.limit} + 1}),
        query.limit);
  });
}

Result<FilePage> Journal::held_files(const Context& context, const JobId& id, FileId after,
                                     int limit) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<FilePage> {
    return file_page(
        tx.rows(sql::read_held_files,
                {id.text(), after.value, now, kLeaseMillisecondsMax, std::int64_t{limit} + 1}),
        limit);
  });
}

Result<FilePage> Journal::vanished_files(const Context& context, const JobId& id, FileId after,
                                         int limit) {
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<FilePage> {
    return file_page(
        tx.rows(sql::read_vanished_files, {id.text(), after.value, std::int64_t{limit} + 1}),
        limit);
  });
}

}  // namespace pixferry
