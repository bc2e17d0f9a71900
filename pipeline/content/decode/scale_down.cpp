#include "pipeline/content/decode/scale_down.hpp"

#include <webp/encode.h>

#include <algorithm>

#include "pipeline/content/decode/webp_picture.hpp"

namespace pixferry {
namespace {

/// A side after scaling, rounded, and never nothing.
int scaled_side(int length, int side, int longer) {
  return std::max(1, (length * side + longer / 2) / longer);
}

/// libwebp keeps a pixel in one number: opacity, red, green and blue, from the highest byte down.
void append_pixel(std::vector<std::byte>& bytes, std::uint32_t argb, int channels) {
  for (const int shift : {16, 8, 0}) bytes.push_back(static_cast<std::byte>(argb >> shift));
  if (channels == 4) bytes.push_back(static_cast<std::byte>(argb >> 24));
}

ScaledPixels copy_of(const WebPPicture& picture, int channels) {
  ScaledPixels copy{.width = picture.width, .height = picture.height, .channels = channels};
  copy.bytes.reserve(static_cast<std::size_t>(picture.width * picture.height * channels));
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      append_pixel(copy.bytes, picture.argb[y * picture.argb_stride + x], channels);
    }
  }
  return copy;
}

}  // namespace

Result<ScaledPixels> scale_down(const Pixels& pixels, int side) {
  const int longer = std::max(pixels.width, pixels.height);
  if (longer <= side) {
    return ScaledPixels{.width = pixels.width,
                        .height = pixels.height,
                        .channels = pixels.channels,
                        .bytes = {pixels.bytes.begin(), pixels.bytes.end()}};
  }
  const auto picture = import_pixels(pixels, WebpColours::argb);
  if (!picture) return picture.error();
  if (WebPPictureRescale(picture->get(), scaled_side(pixels.width, side, longer),
                         scaled_side(pixels.height, side, longer)) == 0) {
    return webp_refusal(**picture, "scaled");
  }
  return copy_of(**picture, pixels.channels);
}

}  // namespace pixferry
