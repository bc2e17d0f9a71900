#pragma once

#include <vector>

#include "pipeline/platform/config.hpp"

namespace pixferry {

/// How the HTTP API meets its clients: how much of each it takes, and which pages it serves.
void add_gateway_variables(std::vector<ConfigVariable>& table);

}  // namespace pixferry
