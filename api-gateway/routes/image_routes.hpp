#pragma once

#include "api-gateway/http/router.hpp"
#include "api-gateway/routes/storage_url.hpp"
#include "pipeline/catalog/gallery.hpp"

namespace pixferry::routes {

/// GET /images. The gallery outlives the router.
void add_image_routes(http::Router& router, Gallery& gallery, StorageUrl storage_url);

}  // namespace pixferry::routes
