#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/error_code.hpp"
#include "pipeline/model/ids.hpp"
#include "pipeline/model/source_kind.hpp"
#include "pipeline/model/time.hpp"
#include "pipeline/model/work_rate.hpp"

namespace pixferry {

enum class JobState { processing, paused, completed, failed, cancelled };

std::string_view name(JobState state);
std::optional<JobState> job_state_named(std::string_view text);

/// The one table of a job's transitions; `docs/state_machine.md` draws it.
bool may_become(JobState from, JobState to);

/// processing and paused: the job still has, or may still get, work.
constexpr bool is_active(JobState state) {
  return state == JobState::processing || state == JobState::paused;
}

/// What the user chose when starting.
struct ImportOptions {
  bool recursive = true;
  std::int64_t files_max = 1'000'000;
  auto operator<=>(const ImportOptions&) const = default;
};

/// Counts of one job, read in one snapshot. total = imported + skipped + failed + pending, always.
struct Tally {
  std::int64_t total = 0;
  std::int64_t imported = 0;
  std::int64_t skipped = 0;
  std::int64_t failed = 0;
  std::int64_t bytes_total = 0;  ///< declared by the source, of the files found so far
  std::int64_t bytes_done = 0;   ///< stored by this job

  std::int64_t processed() const { return imported + skipped + failed; }
  std::int64_t pending() const { return total - processed(); }
  auto operator<=>(const Tally&) const = default;
};

struct JobError {
  ErrorCode code;
  std::string message;
};

/// A job as the catalog knows it at one moment.
struct JobSnapshot {
  JobId id;
  SourceKind source = SourceKind::google_drive;
  JobState state = JobState::processing;
  std::string folder_url;   ///< canonical, without resource keys and passwords
  std::string folder_name;  ///< empty until the root was read
  Tally tally;
  std::int64_t pending_folders = 0;
  std::int64_t unreadable_folders = 0;
  /// Files with an image that the last completed job of the same folder found and this one did not;
  /// nothing before the job is completed, or where a subfolder could not be read.
  std::optional<std::int64_t> vanished_files = std::nullopt;
  std::optional<JobError> error;
  /// Set while every file that is left waits for the provider: when the first of them may go on.
  std::optional<Timestamp> throttled_until;
  Timestamp created_at;
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> finished_at;
  WorkRate rate = {};           ///< of the last half minute; nothing unless it is active
  std::int64_t last_event = 0;  ///< the number of its newest JobEvent; 0 before the first

  bool listing_done() const { return pending_folders == 0; }
};

/// 100 · processed / total, floored to one decimal and at most 99.9 until the job is completed. It
/// is 0 until the listing is done: a share of a total that still grows would go back.
double progress_percent(const JobSnapshot& job);

/// How long the files that are left will take at the present rate. Nothing where that would be a
/// guess: while the listing finds more, while the job rests or its provider makes it wait, and when
/// no file has come to its end for a while.
std::optional<std::int64_t> eta_seconds(const JobSnapshot& job);

}  // namespace pixferry
