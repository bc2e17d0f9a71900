#pragma once

#include "api-gateway/http/router.hpp"
#include "pipeline/object_store/object_reader.hpp"
#include "pipeline/object_store/object_store.hpp"

namespace pixferry::routes {

/// Where the objects are that a gateway is asked for; both outlive it. Without either every object
/// is absent.
struct ObjectSource {
  const ObjectReader* reader = nullptr;  ///< of objects that the gateway sends itself
  ObjectStore* bucket = nullptr;         ///< of objects that browsers are sent on to
};

/// GET /objects/{key}: the bytes of a stored image, or the way to them in its bucket, a link that
/// is valid for an hour. The unguessable key is all it asks for, so that <img> works.
void add_object_routes(http::Router& router, ObjectSource source);

}  // namespace pixferry::routes
