#pragma once

#include <string_view>

#include "api-gateway/http/router.hpp"

namespace pixferry::routes {

/// `openapi.yaml` as JSON, compiled in.
std::string_view openapi_json();

/// GET /openapi.json
void add_contract_route(http::Router& router);

}  // namespace pixferry::routes
