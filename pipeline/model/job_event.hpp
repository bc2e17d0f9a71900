#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/error_code.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/ids.hpp"
#include "pipeline/model/job.hpp"
#include "pipeline/model/time.hpp"

namespace pixferry {

enum class JobEventKind {
  file,   ///< a file failed, or was made pending again by a retry
  state,  ///< the job went over to another state
  done,   ///< the job has ended: its counts are final, unless somebody retries it
};

std::string_view name(JobEventKind kind);
std::optional<JobEventKind> job_event_kind_named(std::string_view text);

/// What happened to a file.
struct FileEvent {
  FileId id;
  std::string path;
  FileState state = FileState::failed;
  std::optional<ErrorCode> reason;
  std::string detail;
  int attempts = 0;
};

/// One thing that happened to a job.
struct JobEvent {
  std::int64_t number = 0;  ///< from 1, without a gap within the job
  JobEventKind kind = JobEventKind::state;
  Timestamp at;
  JobState job_state = JobState::processing;  ///< of `state` and `done`
  std::optional<FileEvent> file;              ///< of `file`
};

}  // namespace pixferry
