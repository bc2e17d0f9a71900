#include "pipeline/catalog/tallies.hpp"

#include "pipeline/catalog/queries.hpp"

namespace pixferry {

void change_tallies(Statements& tx, const TallyChanges& changes) {
  if (changes.empty()) return;
  boost::json::array rows;
  for (const auto& [job, change] : changes) {
    rows.push_back({{"changed_id", job},
                    {"more_total", change.total},
                    {"more_imported", change.imported},
                    {"more_skipped", change.skipped},
                    {"more_failed", change.failed},
                    {"more_bytes_total", change.bytes_total},
                    {"more_bytes_done", change.bytes_done},
                    {"more_pending_folders", change.pending_folders},
                    {"more_unreadable_folders", change.unreadable_folders},
                    {"more_events", change.events}});
  }
  tx.run(sql::change_tallies, {json_text(rows)});
}

std::map<std::string, LockedJob> lock_jobs(Statements& tx, const std::vector<std::string>& jobs) {
  std::map<std::string, LockedJob> locked;
  for (const auto& row : tx.rows(sql::lock_jobs, {json_of_jobs(jobs)})) {
    locked.emplace(row.text(0), LockedJob{row.text(1), row.text(2), row.text(3)});
  }
  return locked;
}

std::string json_of_jobs(const std::vector<std::string>& jobs) {
  boost::json::array rows;
  for (const auto& job : jobs) rows.push_back(boost::json::object{{"job_id", job}});
  return json_text(rows);
}

}  // namespace pixferry
