#pragma once

#include <string>

#include "pipeline/content/decode/pixels.hpp"

namespace pixferry {

/// About 25 bytes from which a browser draws a blurred stand-in with the image's proportions:
/// https://evanw.github.io/thumbhash/. Neither side may be below 1 or above 100 pixels.
std::string thumbhash_of(const Pixels& pixels);

}  // namespace pixferry
