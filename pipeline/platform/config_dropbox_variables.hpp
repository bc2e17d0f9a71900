#pragma once

#include <vector>

#include "pipeline/platform/config.hpp"

namespace pixferry {

/// Who asks Dropbox, where, and how often.
void add_dropbox_variables(std::vector<ConfigVariable>& table);

}  // namespace pixferry
