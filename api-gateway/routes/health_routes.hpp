#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api-gateway/http/router.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry::routes {

/// Something this process cannot work without. Called on several threads at once.
struct ReadinessCheck {
  std::string name;  ///< "catalog"
  std::function<Result<>(const Context& context)> run;
};

/// GET /health and /health/live: the process answers. GET /health/ready: it can work; 503 names
/// each check that fails.
void add_health_routes(http::Router& router, std::string version,
                       std::vector<ReadinessCheck> checks);

}  // namespace pixferry::routes
