#pragma once

#include "api-gateway/http/request.hpp"
#include "api-gateway/http/response.hpp"

namespace pixferry::routes {

/// A line for each request that does something to a job or begins one, so that its request id and
/// its trace lead to the job whose id the workers' lines carry.
void log_request_about_job(const http::Request& request, const http::Response& response);

}  // namespace pixferry::routes
