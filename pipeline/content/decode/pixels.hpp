#pragma once

#include <cstddef>
#include <span>

namespace pixferry {

/// Rows of pixels without gaps: red, green, blue, and where there are four channels an opacity,
/// with which the colours are not multiplied.
struct Pixels {
  int width = 0;
  int height = 0;
  int channels = 3;  ///< 3 or 4
  std::span<const std::byte> bytes;
};

}  // namespace pixferry
