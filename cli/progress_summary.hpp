#pragma once

#include <span>
#include <string>
#include <vector>

#include "pipeline/catalog/journal.hpp"
#include "pipeline/model/job.hpp"

namespace pixferry {

/// What a job came to, in lines of at most `columns`: how it ended and how long it took, and what
/// failed, grouped by reason, the largest group first, each with what can be done about it.
std::vector<std::string> import_summary(const JobSnapshot& job,
                                        std::span<const FailureGroup> failures, int columns);

/// "imported 11 072 (61.2 GB) · skipped 201 · failed 38", and what still waits.
std::string tally_text(const JobSnapshot& job);

/// How long the job ran: to its end, or as far as is known.
std::chrono::milliseconds job_duration(const JobSnapshot& job);

/// Largest first; of equals by name.
std::vector<FailureGroup> by_weight(std::span<const FailureGroup> failures);

}  // namespace pixferry
