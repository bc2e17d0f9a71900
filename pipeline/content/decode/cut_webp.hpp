#pragma once

#include <cstddef>
#include <span>

#include "pipeline/content/decode/picture.hpp"

namespace pixferry {

/// A WebP file whose end is missing, which libvips does not open at all: as wide and high as its
/// first bytes say, and blank. Empty where those are missing too, and of an animation.
Picture cut_webp_outline(std::span<const std::byte> file);

/// The same with the rows that the file still holds; below them it is grey, or transparent. Empty
/// where it holds none. All of its pixels are in memory.
Picture cut_webp_rows(std::span<const std::byte> file);

}  // namespace pixferry
