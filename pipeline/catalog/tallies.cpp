#include "pipeline/catalog/tallies.hpp"

#include "pipeline/catalog/queries.hpp"

namespace pixferry {

namespace {

void add_rate(boost::json::object& row, const std::optional<RateMemory>& rate) {
  if (!rate) return;
  row["new_rate_since_ms"] = to_milliseconds(rate->since);
  row["new_rate_at_ms"] = to_milliseconds(rate->at);
  row["new_rate_microfiles"] = rate->microfiles;
  row["new_rate_bytes"] = rate->bytes;
}

}  // namespace

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
    add_rate(rows.back().as_object(), change.rate);
  }
  tx.run(sql::change_tallies, {json_text(rows)});
}

std::map<std::string, LockedJob> lock_jobs(Statements& tx, const std::vector<std::string>& jobs,
                                           std::int64_t now_ms) {
  std::map<std::string, LockedJob> locked;
  for (const auto& row : tx.rows(sql::lock_jobs, {json_of_jobs(jobs), now_ms})) {
    const auto started_ms = row.optional_integer(4);
    locked.emplace(
        row.text(0),
        LockedJob{
            .owner = row.text(1),
            .source = row.text(2),
            .state = row.text(3),
            .started_at = started_ms ? std::optional{from_milliseconds(*started_ms)} : std::nullopt,
            .rate = rate_memory_in(row, 5),
            .now = from_milliseconds(row.integer(9))});
  }
  return locked;
}

std::optional<RateMemory> rate_memory_in(const SqlRow& row, std::size_t first) {
  if (row.is_null(first) || row.is_null(first + 1)) return std::nullopt;
  return RateMemory{.since = from_milliseconds(row.integer(first)),
                    .at = from_milliseconds(row.integer(first + 1)),
                    .microfiles = row.integer(first + 2),
                    .bytes = row.integer(first + 3)};
}

std::string json_of_jobs(const std::vector<std::string>& jobs) {
  boost::json::array rows;
  for (const auto& job : jobs) rows.push_back(boost::json::object{{"job_id", job}});
  return json_text(rows);
}

}  // namespace pixferry
