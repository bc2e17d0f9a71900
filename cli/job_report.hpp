#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/job_details.hpp"
#include "pipeline/model/job.hpp"

namespace pixferry {

/// Jobs for people, a line each below a line of headings.
std::vector<std::string> job_table(std::span<const JobSnapshot> jobs, Timestamp now);

/// One job for people: what it is, how far it came, and what could not be had and why.
std::vector<std::string> job_lines(const JobDetails& details, Timestamp now, int columns);

}  // namespace pixferry
