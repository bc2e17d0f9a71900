#pragma once

#include <memory>

#include "pipeline/content/decode/pixels.hpp"
#include "pipeline/model/result.hpp"

struct WebPPicture;

namespace pixferry {

struct WebpPictureRelease {
  void operator()(WebPPicture* picture) const;
};

/// A picture of libwebp.
using WebpPicture = std::unique_ptr<WebPPicture, WebpPictureRelease>;

/// What libwebp is to keep of the pixels: each one's colour, or what a lossy file holds of it.
enum class WebpColours { argb, yuv };

/// The pixels as libwebp holds them. Error: `internal`, it refuses.
Result<WebpPicture> import_pixels(const Pixels& pixels, WebpColours colours);

/// What libwebp refused to do with the picture.
Error webp_refusal(const WebPPicture& picture, const char* what);

}  // namespace pixferry
