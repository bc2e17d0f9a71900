#pragma once

#include <cstdint>
#include <string>

#include "api-gateway/http/json_writer.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/model/job.hpp"

namespace pixferry::routes {

/// A job as the API shows it: the specification's seven keys first, then what we know besides.
void write_job(http::JsonWriter& json, const JobSnapshot& job);
std::string job_json(const JobSnapshot& job);

/// The members of a job that change while it runs.
std::string progress_json(const JobSnapshot& job);

/// The job, and how many of its files are tried again.
std::string retried_job_json(const JobSnapshot& job, std::int64_t retried_files);

/// {"jobs": […], "next_cursor": text or null}
std::string job_page_json(const JobPage& page);

}  // namespace pixferry::routes
