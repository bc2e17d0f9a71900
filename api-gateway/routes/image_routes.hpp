#pragma once

#include <string>

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/gallery.hpp"

namespace pixferry::routes {

/// GET /images. The gallery outlives the router.
void add_image_routes(http::Router& router, Gallery& gallery, std::string public_url);

}  // namespace pixferry::routes
