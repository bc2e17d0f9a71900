#pragma once

#include <optional>

#include "api-gateway/http/request.hpp"
#include "api-gateway/http/response.hpp"
#include "pipeline/model/ids.hpp"

namespace pixferry::routes {

/// The number that stands in the path for {image_id}; nothing for what is no number.
std::optional<ImageId> image_id_in(const http::Request& request);

/// One answer for an id that is malformed, unknown or another owner's: nobody learns which.
http::Response unknown_image(const http::Request& request);

}  // namespace pixferry::routes
