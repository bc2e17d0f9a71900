#pragma once

#include <span>
#include <string>

#include "cli/progress_block.hpp"
#include "pipeline/catalog/journal.hpp"

namespace pixferry {

/// One line of NDJSON, {"type":"progress",…}, with the names that the HTTP API uses.
std::string progress_json(const ProgressView& view);

/// The last line, {"type":"summary",…}: the same and how it ended, with the failures by reason.
std::string summary_json(const ProgressView& view, std::span<const FailureGroup> failures);

}  // namespace pixferry
