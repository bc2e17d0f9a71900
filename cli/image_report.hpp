#pragma once

#include <span>
#include <string>
#include <vector>

#include "pipeline/model/image.hpp"

namespace pixferry {

/// Images for people, a line each below a line of headings.
std::vector<std::string> image_table(std::span<const Image> images);

}  // namespace pixferry
