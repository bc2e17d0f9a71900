#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/start_import.hpp"

namespace pixferry::routes {

/// POST /import/google-drive, /import/dropbox, /import. Both parts outlive the router.
void add_import_routes(http::Router& router, StartImport& start_import, const Limits& limits);

}  // namespace pixferry::routes
