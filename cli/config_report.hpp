#pragma once

#include <string>
#include <vector>

#include "pipeline/platform/config.hpp"

namespace pixferry {

/// Every variable, its value and where it came from, a line each; secrets masked.
std::string config_table(const LoadedConfig& loaded);

/// The same as one JSON object: NAME to {"value", "origin", "purpose"}.
std::string config_json(const LoadedConfig& loaded);

/// What was set and is not obeyed, a sentence each: to be shown at every start.
std::vector<std::string> config_warnings(const LoadedConfig& loaded);

}  // namespace pixferry
