#include "pipeline/content/decode/draw_thumbnails.hpp"

#include <fmt/format.h>
#include <vips/vips.h>

#include <utility>

#include "pipeline/content/decode/encode_webp.hpp"
#include "pipeline/content/decode/scale_down.hpp"
#include "pipeline/content/decode/thumbhash.hpp"

namespace pixferry {
namespace {

constexpr int kThumbhashBasePixels = 32;

Error unreadable_pixels() {
  return {.code = ErrorCode::damaged_image,
          .message = fmt::format("the pixels cannot be read: {}", take_complaint())};
}

/// A profile that does not fit the picture, or is none, says nothing of its colours.
Result<Picture> with_honest_profile(const Picture& picture) {
  VipsImage* copy = nullptr;
  if (vips_copy(picture.get(), &copy, nullptr) != 0) return unreadable_pixels();
  Picture honest{copy};
  const void* profile = nullptr;
  std::size_t size = 0;
  if (vips_image_get_typeof(copy, VIPS_META_ICC_NAME) != 0 &&
      (vips_image_get_blob(copy, VIPS_META_ICC_NAME, &profile, &size) != 0 ||
       vips_icc_is_compatible_profile(copy, profile, size) == FALSE)) {
    vips_image_remove(copy, VIPS_META_ICC_NAME);
    vips_error_clear();
  }
  return honest;
}

/// Whether a profile says what the picture's colours are: its own, or for ink, which has no colours
/// without one, libvips' own.
bool needs_colour_transform(const Picture& picture) {
  return vips_image_get_typeof(picture.get(), VIPS_META_ICC_NAME) != 0 ||
         vips_image_get_interpretation(picture.get()) == VIPS_INTERPRETATION_CMYK;
}

/// Fits the picture into a square, upright and in sRGB. A smaller one keeps its size. Where there
/// is nothing to transform libvips must not be told to: it would take the white of sRGB for that of
/// print, and turn blue to violet.
Result<Picture> fit(const Picture& picture, int side) {
  VipsImage* fitted = nullptr;
  const auto call = [&](auto... option) {
    return vips_thumbnail_image(picture.get(), &fitted, side, "height", side, "size",
                                VIPS_SIZE_DOWN, option..., nullptr);
  };
  const int failed = needs_colour_transform(picture)
                         ? call("import_profile", "cmyk", "export_profile", "srgb")
                         : call();
  if (failed != 0) return unreadable_pixels();
  return Picture{fitted};
}

/// In memory, as 3 or 4 bytes a pixel: this is where the pixels are read.
Result<Picture> rendered(const Picture& picture) {
  VipsImage* in_srgb = nullptr;
  if (vips_colourspace(picture.get(), &in_srgb, VIPS_INTERPRETATION_sRGB, nullptr) != 0) {
    return unreadable_pixels();
  }
  const Picture colours{in_srgb};
  VipsImage* in_bytes = nullptr;
  if (vips_cast_uchar(in_srgb, &in_bytes, nullptr) != 0) return unreadable_pixels();
  const Picture bytes{in_bytes};
  auto* in_memory = vips_image_copy_memory(in_bytes);
  if (in_memory == nullptr) return unreadable_pixels();
  vips_image_remove(in_memory, VIPS_META_ICC_NAME);
  return Picture{in_memory};
}

/// The bytes of a picture in memory, which must outlive them.
Pixels pixels_of(const Picture& picture) {
  auto* image = picture.get();
  const auto* bytes = static_cast<const std::byte*>(vips_image_get_data(image));
  return {.width = vips_image_get_width(image),
          .height = vips_image_get_height(image),
          .channels = vips_image_get_bands(image),
          .bytes = {bytes, static_cast<std::size_t>(VIPS_IMAGE_SIZEOF_IMAGE(image))}};
}

/// Each size out of the one before it.
Result<Drawing> draw_all(const Pixels& largest) {
  Drawing drawing;
  ScaledPixels last;
  Pixels pixels = largest;
  for (const int side : kThumbnailSizes) {
    auto scaled = scale_down(pixels, side);
    if (!scaled) return scaled.error();
    last = *std::move(scaled);
    pixels = last.view();
    auto encoded = encode_webp(pixels);
    if (!encoded) return encoded.error();
    drawing.thumbnails.push_back({.size_pixels = side, .bytes = *std::move(encoded)});
  }
  const auto base = scale_down(pixels, kThumbhashBasePixels);
  if (!base) return base.error();
  drawing.thumbhash = thumbhash_of(base->view());
  return drawing;
}

}  // namespace

Result<Drawing> draw_thumbnails(const Picture& picture) {
  const auto honest = with_honest_profile(picture);
  if (!honest) return honest.error();
  const auto fitted = fit(*honest, kThumbnailSizes[0]);
  if (!fitted) return fitted.error();
  const auto largest = rendered(*fitted);
  if (!largest) return largest.error();
  return draw_all(pixels_of(*largest));
}

}  // namespace pixferry
