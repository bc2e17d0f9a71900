#pragma once

#include <variant>

#include "api-gateway/http/request.hpp"
#include "api-gateway/http/response.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/model/job.hpp"

namespace pixferry::routes {

/// An error as the answer to this request.
http::Response failure(const Error& error, const http::Request& request);

/// One answer for an id that is malformed, unknown or another owner's: nobody learns which.
http::Response unknown_job(const http::Request& request);

/// The job that the path's {job_id} names, or the answer that ends the request.
std::variant<JobSnapshot, http::Response> find_job(Journal& journal, const http::Request& request);

}  // namespace pixferry::routes
