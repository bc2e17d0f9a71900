#include "cli/exit_code.hpp"

namespace pixferry {

ExitCode exit_code_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_folder_url:
    case ErrorCode::invalid_request:
    case ErrorCode::invalid_configuration: return ExitCode::usage;
    case ErrorCode::folder_not_found:
    case ErrorCode::folder_forbidden:
    case ErrorCode::not_a_folder:
    case ErrorCode::resource_key_missing:
    case ErrorCode::password_required:
    case ErrorCode::password_wrong: return ExitCode::folder_unreachable;
    case ErrorCode::job_not_found: return ExitCode::not_found;
    case ErrorCode::rate_limited:
    case ErrorCode::timeout:
    case ErrorCode::network:
    case ErrorCode::storage_unavailable:
    case ErrorCode::inspector_unavailable:
    case ErrorCode::catalog_unavailable:
    case ErrorCode::catalog_interrupted:
    case ErrorCode::data_dir_in_use: return ExitCode::temporary;
    case ErrorCode::credentials_missing:
    case ErrorCode::credentials_rejected:
    case ErrorCode::token_expired:
    case ErrorCode::download_quota_exceeded:
    case ErrorCode::storage_refused:
    case ErrorCode::storage_full:
    case ErrorCode::schema_too_new:
    case ErrorCode::schema_too_old: return ExitCode::fatal;
    case ErrorCode::limit_files:
    case ErrorCode::limit_bytes:
    case ErrorCode::listing_incomplete: return ExitCode::limit_reached;
    case ErrorCode::cancelled:
    case ErrorCode::stopped: return ExitCode::interrupted;
    default: return ExitCode::other;
  }
}

ExitCode exit_code_for(const JobSnapshot& job) {
  switch (job.state) {
    case JobState::completed: {
      const bool is_whole = job.tally.failed == 0 && job.unreadable_folders == 0;
      return is_whole ? ExitCode::ok : ExitCode::files_failed;
    }
    case JobState::failed: return job.error ? exit_code_for(job.error->code) : ExitCode::other;
    case JobState::processing:
    case JobState::paused:
    case JobState::cancelled: return ExitCode::interrupted;
  }
  return ExitCode::other;
}

}  // namespace pixferry
