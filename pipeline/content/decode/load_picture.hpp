#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "pipeline/content/decode/picture.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// Whether images of that type can be drawn.
bool has_loader(ImageType type);

struct LoadSettings {
  /// How many times smaller the picture is wanted. A loader that can skip work gives one between
  /// that and full size, and never so small that drawing from it would show.
  double shrink = 1;
  bool accepts_damage = false;  ///< takes what is there where the end is missing or wrong
  bool is_for_header = false;   ///< its pixels will not be asked for
};

/// The image in the file, or the first of several, as it is stored: not upright yet, in its own
/// colours. Reads the header; the pixels come when they are asked for, once and from top to bottom.
/// The file must outlive it. Error: `damaged_image`. The type must have a loader.
Result<Picture> load_picture(std::span<const std::byte> file, ImageType type,
                             const LoadSettings& settings);

}  // namespace pixferry
