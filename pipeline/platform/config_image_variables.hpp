#pragma once

#include <vector>

#include "pipeline/platform/config.hpp"

namespace pixferry {

/// What is made of an image beyond its copy: THUMBNAILS, KEEP_GPS, MAX_PIXELS.
void add_image_variables(std::vector<ConfigVariable>& table);

}  // namespace pixferry
