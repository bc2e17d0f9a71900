#pragma once

#include <string_view>

#include "pipeline/platform/config.hpp"

namespace pixferry {

/// A service that is one of several needs a catalog that all of them reach. Error:
/// `invalid_configuration`, naming DATABASE_URL and the command that needs none.
Result<> require_shared_catalog(const Config& config, std::string_view command);

}  // namespace pixferry
