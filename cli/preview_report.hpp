#pragma once

#include <string>
#include <vector>

#include "pipeline/preview_import.hpp"

namespace pixferry {

/// A preview as a person reads it.
std::vector<std::string> preview_lines(const Preview& preview);

/// The same for scripts: one JSON object.
std::string preview_json(const Preview& preview);

}  // namespace pixferry
