#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api-gateway/http/parameters.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry::http {

/// A request target taken apart.
struct Target {
  std::string path;  ///< still percent-encoded
  Parameters query;
};

/// Takes origin-form, or absolute-form, whose authority is left out. Error: `invalid_request` for a
/// bad escape, or for a query parameter that is given twice.
Result<Target> parse_target(std::string_view target);

}  // namespace pixferry::http
