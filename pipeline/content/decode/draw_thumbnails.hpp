#pragma once

#include <string>
#include <vector>

#include "pipeline/content/decode/picture.hpp"
#include "pipeline/model/inspection.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

struct Drawing {
  std::vector<Thumbnail> thumbnails;  ///< one of each size of kThumbnailSizes
  std::string thumbhash;
};

/// All that is drawn of a picture, from one pass over its pixels: upright, in sRGB, with its
/// transparency and without its metadata. Error: `damaged_image`, the pixels cannot be read.
Result<Drawing> draw_thumbnails(const Picture& picture);

}  // namespace pixferry
