#include "pipeline/content/decode/decode_image.hpp"

#include <fmt/format.h>
#include <vips/vips.h>

#include <algorithm>
#include <utility>

#include "pipeline/content/decode/draw_thumbnails.hpp"
#include "pipeline/content/decode/file_end.hpp"
#include "pipeline/content/decode/load_picture.hpp"
#include "pipeline/content/decode/read_metadata.hpp"

namespace pixferry {
namespace {

constexpr std::int64_t kSideMax = 65'535;
constexpr std::int64_t kPixelsMax = 1'000'000'000;

/// From this EXIF orientation on the image lies on its side.
constexpr int kFirstLyingOrientation = 5;

PixelSize upright(PixelSize size, int orientation) {
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

/// About how much memory an image takes whose decoder wants all of it at once; measured on images
/// of 12 to 27 megapixels. JPEG and lossy WebP are scaled as they are read, PNG row by row.
std::int64_t bytes_held_a_pixel(ImageType type, const Picture& header) {
  constexpr std::int64_t kCopies = 2;
  auto* image = header.get();
  switch (type) {
    case ImageType::gif: return 10;
    case ImageType::heic: return 12;
    case ImageType::avif: return 16;
    case ImageType::webp: return 8;
    case ImageType::png: {
      const bool is_interlaced = vips_image_get_typeof(image, "interlaced") != 0;
      return is_interlaced ? kCopies * static_cast<std::int64_t>(VIPS_IMAGE_SIZEOF_PEL(image)) : 0;
    }
    default: return 0;
  }
}

/// Whether decoding stays within what a process that looks into images may take. One that would not
/// is stored all the same; its process would die of it, and the file with it.
bool fits_memory(ImageType type, const Picture& header, std::int64_t pixels) {
  constexpr std::int64_t kBytesMax = 640LL << 20;
  return pixels * bytes_held_a_pixel(type, header) <= kBytesMax;
}

/// How many times smaller than the image its largest thumbnail is, and never so small that nothing
/// of a narrow image is left: libvips ends the process on a picture without width.
double shrink_for(const PixelSize& size) {
  const auto longer = static_cast<double>(std::max(size.width, size.height));
  const auto shorter = static_cast<double>(std::min(size.width, size.height));
  return std::clamp(longer / kThumbnailSizes[0], 1.0, shorter);
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
  if (is_cut_short(file, type)) facts.warning = ImageWarning::truncated;
  facts.thumbnails = ThumbnailState::done;
  facts.thumbhash = std::move(drawing->thumbhash);
  inspection.thumbnails = std::move(drawing->thumbnails);
}

std::span<const std::byte> exif_of(const Picture& picture) {
  const void* bytes = nullptr;
  std::size_t size = 0;
  if (vips_image_get_typeof(picture.get(), VIPS_META_EXIF_NAME) == 0 ||
      vips_image_get_blob(picture.get(), VIPS_META_EXIF_NAME, &bytes, &size) != 0) {
    return {};
  }
  return {static_cast<const std::byte*>(bytes), size};
}

/// What the header says, of a file that libvips has opened.
ImageFacts facts_of(const Picture& header, const DecodeSettings& settings) {
  auto metadata = read_metadata(exif_of(header), settings.keep_gps);
  const int orientation = vips_image_get_orientation(header.get());
  const PixelSize stored{.width = vips_image_get_width(header.get()),
                         .height = vips_image_get_height(header.get())};
  return {.size = upright(stored, orientation),
          .orientation = orientation,
          .taken_at = metadata.taken_at,
          .camera = std::move(metadata.camera),
          .position = metadata.position};
}

/// A kind that nothing here draws. Most of those are built as TIFF is; a RAW file's first picture
/// is a preview, so only a plain TIFF's size is the image's.
Result<Inspection> measure_only(std::span<const std::byte> file, ImageType type,
                                const DecodeSettings& settings) {
  auto metadata = read_metadata(file, settings.keep_gps);
  Inspection inspection{.facts = {.orientation = metadata.orientation,
                                  .taken_at = metadata.taken_at,
                                  .camera = std::move(metadata.camera),
                                  .position = metadata.position,
                                  .thumbnails = ThumbnailState::unsupported,
                                  .warning = ImageWarning::no_decoder}};
  if (type == ImageType::tiff && metadata.size) {
    if (const auto pixels = counted_pixels(*metadata.size); !pixels) return pixels.error();
    inspection.facts.size = upright(*metadata.size, metadata.orientation);
  }
  return inspection;
}

}  // namespace

Result<Inspection> decode_image(std::span<const std::byte> file, ImageType type,
                                const DecodeSettings& settings) {
  if (!has_loader(type)) return measure_only(file, type, settings);
  const auto header = load_picture(file, type, {.accepts_damage = true, .is_for_header = true});
  if (!header) return header.error();
  Inspection inspection{.facts = facts_of(*header, settings)};
  const auto pixels = counted_pixels(*inspection.facts.size);
  if (!pixels) return pixels.error();
  if (*pixels > settings.pixels_max || !fits_memory(type, *header, *pixels)) {
    inspection.facts.thumbnails = ThumbnailState::unsupported;
    inspection.facts.warning = ImageWarning::too_many_pixels;
  } else {
    draw_into(inspection, file, type);
  }
  return inspection;
}

}  // namespace pixferry
