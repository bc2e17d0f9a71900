#pragma once

#include "pipeline/model/outcome.hpp"
#include "pipeline/platform/metrics.hpp"

namespace pixferry {

/// Counts a file whose outcome is recorded: by its source, its outcome and the reason of it.
void count_file(Metrics& metrics, const FinishedFile& file);

}  // namespace pixferry
