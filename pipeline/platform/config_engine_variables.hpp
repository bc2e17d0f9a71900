#pragma once

#include <vector>

#include "pipeline/platform/config.hpp"

namespace pixferry {

/// Where the catalog, the queue and the images are kept when they are not in DATA_DIR.
void add_engine_variables(std::vector<ConfigVariable>& table);

}  // namespace pixferry
