#include "pipeline/model/job_event.hpp"

namespace pixferry {

std::string_view name(JobEventKind kind) {
  switch (kind) {
    case JobEventKind::file: return "file";
    case JobEventKind::state: return "state";
    case JobEventKind::done: return "done";
  }
  return "";
}

std::optional<JobEventKind> job_event_kind_named(std::string_view text) {
  for (const auto kind : {JobEventKind::file, JobEventKind::state, JobEventKind::done}) {
    if (name(kind) == text) return kind;
  }
  return std::nullopt;
}

}  // namespace pixferry
