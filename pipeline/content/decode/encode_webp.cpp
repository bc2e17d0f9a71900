#include "pipeline/content/decode/encode_webp.hpp"

#include <fmt/format.h>
#include <webp/encode.h>

#include <memory>

namespace pixferry {
namespace {

// More effort costs more time than decoding the photo, and saves a few per cent.
constexpr float kQuality = 78;
constexpr int kEffort = 2;

struct PictureFree {
  void operator()(WebPPicture* picture) const { WebPPictureFree(picture); }
};

int append_bytes(const std::uint8_t* data, std::size_t size, const WebPPicture* picture) {
  const auto* first = reinterpret_cast<const std::byte*>(data);
  auto& encoded = *static_cast<std::vector<std::byte>*>(picture->custom_ptr);
  encoded.insert(encoded.end(), first, first + size);
  return 1;
}

bool import(WebPPicture& picture, const Pixels& pixels) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(pixels.bytes.data());
  const int row_bytes = pixels.width * pixels.channels;
  const int imported = pixels.channels == 4 ? WebPPictureImportRGBA(&picture, bytes, row_bytes)
                                            : WebPPictureImportRGB(&picture, bytes, row_bytes);
  return imported != 0;
}

}  // namespace

Result<std::vector<std::byte>> encode_webp(const Pixels& pixels) {
  WebPConfig config;
  WebPPicture picture;
  if (WebPConfigInit(&config) == 0 || WebPPictureInit(&picture) == 0) {
    return Error{.code = ErrorCode::internal, .message = "libwebp is of another version"};
  }
  config.quality = kQuality;
  config.method = kEffort;
  const std::unique_ptr<WebPPicture, PictureFree> freed_at_end{&picture};
  std::vector<std::byte> encoded;
  picture.width = pixels.width;
  picture.height = pixels.height;
  picture.writer = append_bytes;
  picture.custom_ptr = &encoded;
  if (import(picture, pixels) && WebPEncode(&config, &picture) != 0) return encoded;
  return Error{
      .code = ErrorCode::internal,
      .message = fmt::format("{} × {} pixels cannot be written as WebP: error {}", pixels.width,
                             pixels.height, static_cast<int>(picture.error_code))};
}

}  // namespace pixferry
