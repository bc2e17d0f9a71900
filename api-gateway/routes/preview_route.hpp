#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/preview_import.hpp"

namespace pixferry::routes {

/// POST /import/preview. Both parts outlive the router.
void add_preview_route(http::Router& router, PreviewImport& preview_import, const Limits& limits);

}  // namespace pixferry::routes
