#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/object_store/object_reader.hpp"

namespace pixferry::routes {

/// GET /objects/{key}: the bytes of a stored image. The unguessable key is all it asks for, so
/// that <img> works. `reader` outlives the router; without one every object is absent.
void add_object_routes(http::Router& router, const ObjectReader* reader);

}  // namespace pixferry::routes
