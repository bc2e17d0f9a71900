#pragma once

#include <variant>
#include <vector>

#include "api-gateway/http/problem.hpp"
#include "api-gateway/http/request.hpp"
#include "pipeline/model/ids.hpp"
#include "pipeline/model/limits.hpp"

namespace pixferry::routes {

/// The images that a body names, {"ids": [1, 2]}: one to Disposal::kImagesMax of them.
std::variant<std::vector<ImageId>, http::Problem> read_image_ids(const http::Request& request,
                                                                 const Limits& limits);

}  // namespace pixferry::routes
