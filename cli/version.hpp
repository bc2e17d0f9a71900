#pragma once

#include <string_view>

namespace pixferry {

inline constexpr std::string_view kVersion = PIXFERRY_VERSION;

}  // namespace pixferry
