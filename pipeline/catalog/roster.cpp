#include "pipeline/catalog/roster.hpp"

#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

namespace pixferry {
namespace {

constexpr std::int64_t kWorkersMax = 1000;

std::int64_t milliseconds(std::chrono::milliseconds duration) {
  return duration.count();
}

WorkerRecord record_from(const SqlRow& row) {
  return {.identity = {.id = row.text(0),
                       .host = row.text(1),
                       .process_id = row.integer(2),
                       .version = row.text(3),
                       .transfers = static_cast<int>(row.integer(4))},
          .state = {.files_held = static_cast<int>(row.integer(5)),
                    .folders_held = static_cast<int>(row.integer(6)),
                    .is_draining = row.integer(7) != 0,
                    .held_up_by = row.text(8)},
          .started_at = from_milliseconds(row.integer(9)),
          .seen_at = from_milliseconds(row.integer(10)),
          .is_silent = row.integer(11) != 0};
}

}  // namespace

Result<> Roster::report(const Context& context, const WorkerIdentity& worker,
                        const WorkerState& state) {
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<> {
    tx.run(sql::report_worker, {worker.id, worker.host, worker.process_id, worker.version,
                                worker.transfers, state.files_held, state.folders_held,
                                state.is_draining ? 1 : 0, state.held_up_by, now});
    tx.run(sql::forget_workers, {now, milliseconds(kForgottenAfter)});
    return {};
  });
}

Result<> Roster::leave(const Context& context, const std::string& id) {
  return transact(database_, context, Access::write_lease, [&](Statements& tx) -> Result<> {
    tx.run(sql::remove_worker, {id});
    return {};
  });
}

Result<> Roster::clear(const Context& context) {
  return transact(database_, context, Access::write_lease, [](Statements& tx) -> Result<> {
    tx.run(sql::remove_workers, {});
    return {};
  });
}

Result<std::vector<WorkerRecord>> Roster::workers(const Context& context) {
  using Records = std::vector<WorkerRecord>;
  const auto now = to_milliseconds(clock_.now());
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Records> {
    Records records;
    for (const auto& row :
         tx.rows(sql::read_workers, {now, milliseconds(kSilentAfter), kWorkersMax})) {
      records.push_back(record_from(row));
    }
    return records;
  });
}

}  // namespace pixferry
