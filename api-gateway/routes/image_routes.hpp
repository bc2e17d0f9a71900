#pragma once

#include "api-gateway/http/router.hpp"
#include "api-gateway/routes/storage_url.hpp"
#include "pipeline/catalog/gallery.hpp"

namespace pixferry::routes {

/// GET /images and their layout, and one image, the way to its bytes and to its thumbnails. The
/// gallery outlives the router.
void add_image_routes(http::Router& router, Gallery& gallery, StorageUrl storage_url);

}  // namespace pixferry::routes
