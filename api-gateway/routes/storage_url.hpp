#pragma once

#include <functional>
#include <string>

#include "pipeline/model/image.hpp"

namespace pixferry::routes {

/// Where a browser finds an object: in a public bucket, or behind GET /objects/{key}. Asks nobody.
using StorageUrl = std::function<std::string(const ObjectKey& key)>;

}  // namespace pixferry::routes
