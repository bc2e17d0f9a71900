#include "pipeline/catalog/event_notes.hpp"
#include "pipeline/catalog/ledger.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"
#include "pipeline/catalog/tallies.hpp"

#include <set>

namespace pixferry {
namespace {

/// Ends what has come to its end in jobs that it locks first.
class Settlement {
 public:
  Settlement(Statements& tx, const Limits& limits, std::int64_t now_ms)
      : tx_(tx), limits_(limits), now_ms_(now_ms) {}

  std::set<std::string> run(const std::vector<std::string>& jobs) {
    std::vector<std::string> active;
    std::vector<std::string> cancelled;
    for (const auto& [id, job] : lock_jobs(tx_, jobs, now_ms_)) {
      if (job.is_active()) active.push_back(id);
      if (job.state == name(JobState::cancelled)) cancelled.push_back(id);
    }
    if (!cancelled.empty()) end_cancelled(json_of_jobs(cancelled));
    if (!active.empty()) end_spent(json_of_jobs(active));
    change_tallies(tx_, changes_);
    if (!active.empty()) complete(json_of_jobs(active));
    events_.write(tx_, limits_, now_ms_);
    for (const auto& [id, change] : changes_) changed_.insert(id);
    return changed_;
  }

 private:
  void end_cancelled(const std::string& jobs) {
    for (const auto& row : tx_.rows(sql::drop_folders, {jobs})) {
      --changes_[row.text(0)].pending_folders;
    }
    for (const auto& row :
         tx_.rows(sql::skip_cancelled_files, {jobs, limits_.settle_batch_files_max, now_ms_})) {
      ++changes_[row.text(0)].skipped;
    }
  }

  void end_spent(const std::string& jobs) {
    for (const auto& row : tx_.rows(sql::fail_spent_files, {jobs, now_ms_, limits_.attempts_max,
                                                            limits_.settle_batch_files_max})) {
      auto& change = changes_[row.text(0)];
      ++change.failed;
      events_.file_failed(row.text(0), {row.integer(1), row.text(2), row.text(3), row.integer(4)},
                          change);
    }
    for (const auto& row : tx_.rows(sql::fail_spent_folders, {jobs, now_ms_, limits_.attempts_max,
                                                              limits_.settle_batch_files_max})) {
      auto& change = changes_[row.text(0)];
      --change.pending_folders;
      if (row.integer(1) > 0) {
        ++change.unreadable_folders;
      } else {
        tx_.run(sql::set_job_error, {row.text(0), row.text(2), row.text(3)});
      }
    }
  }

  void complete(const std::string& jobs) {
    std::vector<std::string> completed;
    for (const auto& row : tx_.rows(sql::complete_jobs, {jobs, now_ms_})) {
      completed.push_back(row.text(0));
      events_.job_ended(row.text(0), job_state_named(row.text(1)).value());
    }
    if (completed.empty()) return;
    compare_with_previous(json_of_jobs(completed));
    changed_.insert(completed.begin(), completed.end());
  }

  void compare_with_previous(const std::string& completed) {
    tx_.run(sql::find_previous_jobs, {completed});
    tx_.run(sql::count_vanished_files, {completed});
  }

  Statements& tx_;
  const Limits& limits_;
  std::int64_t now_ms_;
  TallyChanges changes_;
  EventNotes events_;
  std::set<std::string> changed_;
};

}  // namespace

Result<std::vector<JobId>> Ledger::settle(const Context& context) {
  using Ids = std::vector<std::string>;
  const auto now = to_milliseconds(clock_.now());
  // Mostly there is nothing to do, and a read keeps no writer waiting.
  const auto unsettled =
      transact(database_, context, Access::read, [&](Statements& tx) -> Result<Ids> {
        Ids ids;
        for (const auto& row : tx.rows(sql::find_unsettled_jobs, {now, limits_.attempts_max})) {
          ids.push_back(row.text(0));
        }
        return ids;
      });
  if (!unsettled) return unsettled.error();
  std::vector<JobId> settled;
  if (unsettled->empty()) return settled;
  const auto changed = transact(database_, context, Access::write,
                                [&](Statements& tx) -> Result<std::set<std::string>> {
                                  return Settlement{tx, limits_, now}.run(*unsettled);
                                });
  if (!changed) return changed.error();
  for (const auto& id : *changed) settled.push_back(JobId::parse(id).value());
  return settled;
}

}  // namespace pixferry
