#pragma once

#include <string_view>

namespace pixferry {

/// "0.1.0", as the build file has it.
std::string_view version();

}  // namespace pixferry
