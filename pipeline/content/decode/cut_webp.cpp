#include "pipeline/content/decode/cut_webp.hpp"

#include <vips/vips.h>
#include <webp/decode.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>

namespace pixferry {
namespace {

constexpr int kGrey = 128;
constexpr int kTransparent = 0;

struct DecoderRelease {
  void operator()(WebPIDecoder* decoder) const { WebPIDelete(decoder); }
};

const std::uint8_t* bytes_of(std::span<const std::byte> file) {
  return reinterpret_cast<const std::uint8_t*>(file.data());
}

std::optional<WebPBitstreamFeatures> still_features(std::span<const std::byte> file) {
  WebPBitstreamFeatures features;
  const auto status = WebPGetFeatures(bytes_of(file), file.size(), &features);
  if (status != VP8_STATUS_OK || features.has_animation != 0) return std::nullopt;
  return features;
}

int bands_of(const WebPBitstreamFeatures& features) {
  return features.has_alpha != 0 ? 4 : 3;
}

/// In memory, and of one colour.
Picture blank(const WebPBitstreamFeatures& features) {
  Picture picture{vips_image_new_memory()};
  auto* image = picture.get();
  vips_image_init_fields(image, features.width, features.height, bands_of(features),
                         VIPS_FORMAT_UCHAR, VIPS_CODING_NONE, VIPS_INTERPRETATION_sRGB, 1, 1);
  if (vips_image_write_prepare(image) != 0) return {};
  std::memset(VIPS_IMAGE_ADDR(image, 0, 0), features.has_alpha != 0 ? kTransparent : kGrey,
              VIPS_IMAGE_SIZEOF_IMAGE(image));
  return picture;
}

}  // namespace

Picture cut_webp_outline(std::span<const std::byte> file) {
  const auto features = still_features(file);
  if (!features) return {};
  VipsImage* outline = nullptr;
  vips_black(&outline, features->width, features->height, "bands", bands_of(*features), nullptr);
  return Picture{outline};
}

Picture cut_webp_rows(std::span<const std::byte> file) {
  const auto features = still_features(file);
  if (!features) return {};
  auto picture = blank(*features);
  if (!picture) return {};
  auto* image = picture.get();
  const auto stride = static_cast<int>(VIPS_IMAGE_SIZEOF_LINE(image));
  const std::unique_ptr<WebPIDecoder, DecoderRelease> decoder{
      WebPINewRGB(features->has_alpha != 0 ? MODE_RGBA : MODE_RGB, VIPS_IMAGE_ADDR(image, 0, 0),
                  VIPS_IMAGE_SIZEOF_IMAGE(image), stride)};
  if (!decoder) return {};
  const auto status = WebPIUpdate(decoder.get(), bytes_of(file), file.size());
  int rows = 0;
  WebPIDecGetRGB(decoder.get(), &rows, nullptr, nullptr, nullptr);
  const bool is_cut = status == VP8_STATUS_OK || status == VP8_STATUS_SUSPENDED;
  if (!is_cut || rows == 0) return {};
  return picture;
}

}  // namespace pixferry
