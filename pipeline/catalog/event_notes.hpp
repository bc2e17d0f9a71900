#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/catalog/statements.hpp"
#include "pipeline/catalog/tallies.hpp"
#include "pipeline/model/job_event.hpp"
#include "pipeline/model/limits.hpp"

namespace pixferry {

/// The events of one transaction, noted as they happen and written at its end in one statement, or
/// in none where nothing happened. Their jobs are locked, and `job.events` was raised by what was
/// noted, by a statement that changes those jobs anyhow: change_tallies() by the files, the one
/// that changes a job's state by the rest. A job keeps its Limits::job_events_max newest events. The
/// end of a job is told to the webhooks that want to know of it.
class EventNotes {
 public:
  struct EndedFile {
    std::int64_t id = 0;
    std::string reason;
    std::string detail;
    std::int64_t attempts = 0;
  };

  /// The file failed; counts it among the events of the tallies.
  void file_failed(const std::string& job, EndedFile file, TallyChange& change);
  void state_changed(const std::string& job, JobState state);
  /// The job went over to a state that ends it: two events.
  void job_ended(const std::string& job, JobState state);

  void write(Statements& tx, const Limits& limits, std::int64_t now_ms) const;

 private:
  struct Note {
    std::string job;
    JobEventKind kind;
    std::string_view state;
    EndedFile file = {};
  };

  std::vector<Note> notes_;
};

}  // namespace pixferry
