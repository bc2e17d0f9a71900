#pragma once

#include <variant>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/http/request.hpp"
#include "pipeline/catalog/ledger.hpp"

namespace pixferry::routes {

/// How many files a retry may name.
inline constexpr std::size_t kRetriedIdsMax = 1000;

/// What a retry asks for: no body or {} for all failed files, `reason` and `file_ids` for some.
std::variant<RetrySelection, http::Problem> read_retry_body(const http::Request& request,
                                                            const Limits& limits);

}  // namespace pixferry::routes
