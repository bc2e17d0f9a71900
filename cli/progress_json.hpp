#pragma once

#include <span>
#include <string>

#include "cli/job_details.hpp"
#include "cli/progress_block.hpp"
#include "pipeline/catalog/journal.hpp"

namespace pixferry {

/// One line of NDJSON, {"type":"progress",…}, with the names that the HTTP API uses.
std::string progress_json(const ProgressView& view);

/// The last line, {"type":"summary",…}: the same and how it ended, with the failures by reason.
std::string summary_json(const ProgressView& view, std::span<const FailureGroup> failures);

/// A job as it is in the catalog, {"type":"job",…}.
std::string job_json(const JobSnapshot& job);

/// The same with the failures by reason and the folders that could not be read.
std::string job_json(const JobDetails& details);

/// What became of one file, {"type":"file",…}.
std::string file_json(const FileRecord& file);

}  // namespace pixferry
