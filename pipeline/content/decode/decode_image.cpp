#include "pipeline/content/decode/decode_image.hpp"

#include <fmt/format.h>
#include <vips/vips.h>

#include <algorithm>
#include <utility>

#include "pipeline/content/decode/draw_thumbnails.hpp"
#include "pipeline/content/decode/load_picture.hpp"

namespace pixferry {
namespace {

constexpr std::int64_t kSideMax = 65'535;
constexpr std::int64_t kPixelsMax = 1'000'000'000;

/// From this EXIF orientation on the image lies on its side.
constexpr int kFirstLyingOrientation = 5;

PixelSize displayed_size(const Picture& picture, int orientation) {
  PixelSize size{.width = vips_image_get_width(picture.get()),
                 .height = vips_image_get_height(picture.get())};
  if (orientation >= kFirstLyingOrientation) std::swap(size.width, size.height);
  return size;
}

/// Two sides that passed kSideMax cannot overflow the product.
Result<std::int64_t> counted_pixels(const PixelSize& size) {
  const bool has_side_above = std::max(size.width, size.height) > kSideMax;
  if (!has_side_above && size.width * size.height <= kPixelsMax) return size.width * size.height;
  return Error{
      .code = ErrorCode::too_many_pixels,
      .message = fmt::format("the image has {} × {} pixels; at most {} a side are taken, and {} in "
                             "all",
                             size.width, size.height, kSideMax, kPixelsMax)};
}

double shrink_for(const PixelSize& size) {
  const auto longer = std::max(size.width, size.height);
  return std::max(1.0, static_cast<double>(longer) / kThumbnailSizes[0]);
}

/// Loads and draws, with or without patience for damage.
Result<Drawing> draw(std::span<const std::byte> file, ImageType type,
                     const LoadSettings& settings) {
  auto picture = load_picture(file, type, settings);
  if (!picture) return picture.error();
  return draw_thumbnails(*picture);
}

/// Draws the image if anything of it can be; says in the facts how that went.
void draw_into(Inspection& inspection, std::span<const std::byte> file, ImageType type) {
  auto& facts = inspection.facts;
  LoadSettings settings{.shrink = shrink_for(*facts.size)};
  auto drawing = draw(file, type, settings);
  if (!drawing) {
    settings.accepts_damage = true;
    facts.warning = ImageWarning::truncated;
    drawing = draw(file, type, settings);
  }
  if (!drawing) {
    facts.warning = ImageWarning::damaged_pixels;
    facts.thumbnails = ThumbnailState::damaged;
    return;
  }
  facts.thumbnails = ThumbnailState::done;
  facts.thumbhash = std::move(drawing->thumbhash);
  inspection.thumbnails = std::move(drawing->thumbnails);
}

Inspection undrawn(ImageWarning why) {
  return {.facts = {.thumbnails = ThumbnailState::unsupported, .warning = why}};
}

}  // namespace

Result<Inspection> decode_image(std::span<const std::byte> file, ImageType type,
                                const DecodeSettings& settings) {
  if (!has_loader(type)) return undrawn(ImageWarning::no_decoder);
  const auto header = load_picture(file, type, {.accepts_damage = true});
  if (!header) return header.error();
  Inspection inspection;
  auto& facts = inspection.facts;
  facts.orientation = vips_image_get_orientation((*header).get());
  facts.size = displayed_size(*header, facts.orientation);
  const auto pixels = counted_pixels(*facts.size);
  if (!pixels) return pixels.error();
  if (*pixels > settings.pixels_max) {
    facts.thumbnails = ThumbnailState::unsupported;
    facts.warning = ImageWarning::too_many_pixels;
    return inspection;
  }
  draw_into(inspection, file, type);
  return inspection;
}

}  // namespace pixferry
