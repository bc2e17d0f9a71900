#pragma once

#include <string>

#include "pipeline/platform/config.hpp"

namespace pixferry {

/// What lies where below DATA_DIR.
std::string catalog_path(const Config& config);
std::string objects_directory(const Config& config);
/// Where bodies wait that do not fit in memory.
std::string spool_directory(const Config& config);

}  // namespace pixferry
