#include "pipeline/content/decode/webp_picture.hpp"

#include <fmt/format.h>
#include <webp/encode.h>

#include <cstdint>

namespace pixferry {

void WebpPictureRelease::operator()(WebPPicture* picture) const {
  WebPPictureFree(picture);
  delete picture;
}

Result<WebpPicture> import_pixels(const Pixels& pixels, WebpColours colours) {
  WebpPicture picture{new WebPPicture{}};
  if (WebPPictureInit(picture.get()) == 0) {
    return Error{.code = ErrorCode::internal, .message = "libwebp is of another version"};
  }
  picture->width = pixels.width;
  picture->height = pixels.height;
  picture->use_argb = colours == WebpColours::argb ? 1 : 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(pixels.bytes.data());
  const auto import = pixels.channels == 4 ? WebPPictureImportRGBA : WebPPictureImportRGB;
  if (import(picture.get(), bytes, pixels.width * pixels.channels) != 0) return picture;
  return webp_refusal(*picture, "taken");
}

Error webp_refusal(const WebPPicture& picture, const char* what) {
  return {.code = ErrorCode::internal,
          .message = fmt::format("{} × {} pixels cannot be {} by libwebp: error {}", picture.width,
                                 picture.height, what, static_cast<int>(picture.error_code))};
}

}  // namespace pixferry
