#pragma once

#include <vector>

#include "pipeline/content/decode/pixels.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// Pixels that own their bytes.
struct ScaledPixels {
  int width = 0;
  int height = 0;
  int channels = 3;
  std::vector<std::byte> bytes;

  Pixels view() const {
    return {.width = width, .height = height, .channels = channels, .bytes = bytes};
  }
};

/// The picture in a square of that side, each pixel the mean of what it covers; one that fits
/// already keeps its size. For small pictures, on which libvips' pipeline spends several times what
/// the work in it takes. Error: `internal`, libwebp refuses.
Result<ScaledPixels> scale_down(const Pixels& pixels, int side);

}  // namespace pixferry
