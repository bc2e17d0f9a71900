#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/catalog/statements.hpp"
#include "pipeline/model/work_rate.hpp"

namespace pixferry {

/// By how much a transaction changes the tallies of a job.
struct TallyChange {
  std::int64_t total = 0;
  std::int64_t imported = 0;
  std::int64_t skipped = 0;
  std::int64_t failed = 0;
  std::int64_t bytes_total = 0;
  std::int64_t bytes_done = 0;
  std::int64_t pending_folders = 0;
  std::int64_t unreadable_folders = 0;
  std::int64_t events = 0;                        ///< of its files; see EventNotes
  std::optional<RateMemory> rate = std::nullopt;  ///< in the place of what is remembered
};

/// By the text of the job's id.
using TallyChanges = std::map<std::string, TallyChange>;

void change_tallies(Statements& tx, const TallyChanges& changes);

/// Locks those jobs, and reads who owns them and how they stand.
struct LockedJob {
  std::string owner;
  std::string source;
  std::string state;
  std::optional<Timestamp> started_at;
  std::optional<RateMemory> rate;
  Timestamp now;
  bool is_active() const { return state == "processing" || state == "paused"; }
};
std::map<std::string, LockedJob> lock_jobs(Statements& tx, const std::vector<std::string>& jobs,
                                           std::int64_t now_ms);

/// What a job remembers of its rate, from its columns `rate_since`, `rate_at`, `rate_microfiles`
/// and `rate_bytes`, which begin at that one.
std::optional<RateMemory> rate_memory_in(const SqlRow& row, std::size_t first);

/// Ids of jobs as the bulk parameter of the statements that take them.
std::string json_of_jobs(const std::vector<std::string>& jobs);

}  // namespace pixferry
