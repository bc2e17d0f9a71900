#pragma once

#include "pipeline/model/error_code.hpp"
#include "pipeline/model/job.hpp"

namespace pixferry {

/// What the process says to whoever started it. The numbers are a contract with scripts.
enum class ExitCode : int {
  ok = 0,
  other = 1,
  usage = 2,               ///< the command line or the configuration is wrong
  folder_unreachable = 3,  ///< not found, not public, or not a folder
  not_found = 4,           ///< no such job or image
  temporary = 5,           ///< trying again later may help
  files_failed = 6,        ///< finished, and some files failed or some objects are bad
  fatal = 7,               ///< credentials, quota or storage refuse; trying again does not help
  limit_reached = 8,
  nothing_to_import = 9,
  duration_reached = 10,
  interrupted = 130,
};

constexpr int number(ExitCode code) {
  return static_cast<int>(code);
}

ExitCode exit_code_for(ErrorCode code);

/// For a job as it was last seen; one that is still active was left behind, so `interrupted`.
ExitCode exit_code_for(const JobSnapshot& job);

}  // namespace pixferry
