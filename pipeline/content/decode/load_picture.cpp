#include "pipeline/content/decode/load_picture.hpp"

#include <fmt/format.h>
#include <vips/vips.h>

#include <memory>

#include "pipeline/content/decode/cut_webp.hpp"

namespace pixferry {
namespace {

/// libvips' names for its loaders of bytes in memory; it is never asked to guess one.
const char* loader_of(ImageType type) {
  switch (type) {
    case ImageType::jpeg: return "jpegload_buffer";
    case ImageType::png: return "pngload_buffer";
    case ImageType::webp: return "webpload_buffer";
    case ImageType::gif: return "gifload_buffer";
    case ImageType::avif:
    case ImageType::heic: return "heifload_buffer";
    default: return nullptr;
  }
}

/// Scaling down by less than two from what the loader gives would show its coarser filter.
constexpr double kShrinkLeft = 2;

/// The decoder of JPEG can scale by these.
int jpeg_shrink(double shrink) {
  for (const int possible : {8, 4, 2}) {
    if (shrink >= possible * kShrinkLeft) return possible;
  }
  return 1;
}

double webp_scale(double shrink) {
  return shrink > kShrinkLeft ? kShrinkLeft / shrink : 1;
}

struct BlobRelease {
  void operator()(VipsBlob* blob) const { vips_area_unref(VIPS_AREA(blob)); }
};

VipsImage* load(std::span<const std::byte> file, ImageType type, const LoadSettings& settings) {
  const std::unique_ptr<VipsBlob, BlobRelease> blob{
      vips_blob_new(nullptr, file.data(), file.size())};
  const auto fail_on = settings.accepts_damage ? VIPS_FAIL_ON_NONE : VIPS_FAIL_ON_TRUNCATED;
  const auto* loader = loader_of(type);
  VipsImage* loaded = nullptr;
  const auto call = [&](auto... option) {
    return vips_call(loader, blob.get(), &loaded, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                     fail_on, option..., nullptr);
  };
  if (type == ImageType::jpeg) {
    call("shrink", jpeg_shrink(settings.shrink));
  } else if (type == ImageType::webp) {
    call("scale", webp_scale(settings.shrink));
  } else {
    call();
  }
  return loaded;
}

}  // namespace

bool has_loader(ImageType type) {
  return loader_of(type) != nullptr;
}

Result<Picture> load_picture(std::span<const std::byte> file, ImageType type,
                             const LoadSettings& settings) {
  Picture picture{load(file, type, settings)};
  if (picture) return picture;
  if (type == ImageType::webp && settings.accepts_damage) {
    picture = settings.is_for_header ? cut_webp_outline(file) : cut_webp_rows(file);
  }
  if (picture) {
    vips_error_clear();
    return picture;
  }
  return Error{.code = ErrorCode::damaged_image,
               .message = fmt::format("the header of this {} cannot be read: {}", mime_type(type),
                                      take_complaint())};
}

}  // namespace pixferry
