#include "pipeline/content/decode/encode_webp.hpp"

#include <webp/encode.h>

#include "pipeline/content/decode/webp_picture.hpp"

namespace pixferry {
namespace {

// More effort costs more time than decoding the photo, and saves a few per cent.
constexpr float kQuality = 78;
constexpr int kEffort = 2;

int append_bytes(const std::uint8_t* data, std::size_t size, const WebPPicture* picture) {
  const auto* first = reinterpret_cast<const std::byte*>(data);
  auto& encoded = *static_cast<std::vector<std::byte>*>(picture->custom_ptr);
  encoded.insert(encoded.end(), first, first + size);
  return 1;
}

}  // namespace

Result<std::vector<std::byte>> encode_webp(const Pixels& pixels) {
  WebPConfig config;
  if (WebPConfigInit(&config) == 0) {
    return Error{.code = ErrorCode::internal, .message = "libwebp is of another version"};
  }
  config.quality = kQuality;
  config.method = kEffort;
  const auto picture = import_pixels(pixels, WebpColours::yuv);
  if (!picture) return picture.error();
  std::vector<std::byte> encoded;
  (*picture)->writer = append_bytes;
  (*picture)->custom_ptr = &encoded;
  if (WebPEncode(&config, picture->get()) == 0) return webp_refusal(**picture, "written");
  return encoded;
}

}  // namespace pixferry
