#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/http/request.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/platform/json.hpp"

namespace pixferry::routes {

/// The body of a request as JSON, or why it cannot be read: 415 for another type than JSON, 400 for
/// a body that is not JSON, 422 for JSON that only our strictness refuses (a repeated key, a NUL).
/// Only the 415 says what to do; of the others the caller knows more.
std::variant<json::bj::value, http::Problem> read_json_body(const http::Request& request,
                                                            const Limits& limits);

/// Leads to a member of the body (RFC 6901); the empty key stands for the whole body.
std::string pointer_to(std::string_view key);

}  // namespace pixferry::routes
