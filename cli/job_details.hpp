#pragma once

#include <vector>

#include "pipeline/catalog/journal.hpp"
#include "pipeline/model/job.hpp"

namespace pixferry {

/// One job and what could not be had of it.
struct JobDetails {
  JobSnapshot job;
  std::vector<FailureGroup> failures;
  std::vector<UnreadableFolder> unreadable_folders;  ///< the first of them, where there are many
  std::vector<FileRecord> vanished_files;            ///< the first of them, where there are many
};

}  // namespace pixferry
