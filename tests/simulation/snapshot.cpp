#include "tests/simulation/snapshot.hpp"

#include "pipeline/catalog/statements.hpp"
#include "pipeline/model/job.hpp"

namespace pixferry {
namespace {

/// The four columns of a turn, from that one on.
Snapshot::Turn turn(const SqlRow& row, std::size_t column) {
  return {.token = row.integer(column),
          .attempts = row.integer(column + 1),
          .leased = row.integer(column + 2),
          .available_at = row.integer(column + 3)};
}

}  // namespace

Result<Snapshot> Snapshot::read(Database& catalog) {
  return transact(catalog, Context{}, Access::read, [](Statements& tx) -> Result<Snapshot> {
    Snapshot now;
    for (const auto& row :
         tx.rows("SELECT id, job_id, source_file_id, state, reason, image_id, token, attempts, "
                 "leased, available_at FROM pixferry.file",
                 {})) {
      now.files[row.integer(0)] = {.job = row.text(1),
                                   .source_file = row.text(2),
                                   .state = row.text(3),
                                   .reason = row.text_or_empty(4),
                                   .image = row.optional_integer(5).value_or(0),
                                   .turn = turn(row, 6)};
    }
    for (const auto& row : tx.rows("SELECT job_id, folder_id, state, page_token, pages, token, "
                                   "attempts, leased, available_at FROM pixferry.folder",
                                   {})) {
      now.folders[{row.text(0), row.text(1)}] = {.state = row.text(2),
                                                 .page_token = row.text(3),
                                                 .pages = row.integer(4),
                                                 .turn = turn(row, 5)};
    }
    for (const auto& row :
         tx.rows("SELECT id, state, total, imported, skipped, failed FROM pixferry.job", {})) {
      now.jobs[row.text(0)] = {.state = row.text(1),
                               .total = row.integer(2),
                               .imported = row.integer(3),
                               .skipped = row.integer(4),
                               .failed = row.integer(5)};
    }
    return now;
  });
}

bool Snapshot::is_active(const std::string& job) const {
  return pixferry::is_active(job_state_named(jobs.at(job).state).value());
}

}  // namespace pixferry
