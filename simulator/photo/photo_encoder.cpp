#include "simulator/photo/photo_encoder.hpp"

#include <fmt/format.h>

#include <cmath>
#include <mutex>
#include <vips/vips8>

#ifdef __SANITIZE_THREAD__
/// libvips and GLib lock by futex calls that ThreadSanitizer cannot see, so what these libraries do
/// among themselves looks like races to it. Our own code stays watched.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "called_from_lib:libvips.so\n"
         "called_from_lib:libvips-cpp.so\n"
         "called_from_lib:libglib-2.0.so\n"
         "called_from_lib:libgobject-2.0.so\n"
         "called_from_lib:libjpeg.so\n"
         "called_from_lib:libexif.so\n"
         "called_from_lib:libwebp.so\n"
         "called_from_lib:libwebpmux.so\n"
         "called_from_lib:libwebpdemux.so\n"
         "called_from_lib:liborc-0.4.so\n"
         "mutex:liborc-0.4.so\n"
         "called_from_lib:libpng16.so\n"
         "called_from_lib:libspng.so\n"
         "called_from_lib:libz.so\n";
}
#endif

namespace pixferry::simulator {
namespace {

using vips::VImage;
using vips::VOption;

constexpr int kQuality = 82;
constexpr int kWebpEffort = 1;  // fast; the files are no smaller than they need to look real
constexpr int kPngCompression = 3;

void start_vips() {
  static std::once_flag started;
  std::call_once(started, [] {
    if (VIPS_INIT("pixferry")) throw vips::VError{};
    vips_concurrency_set(1);
    vips_cache_set_max(0);
  });
}

/// Turns the upright picture into what a sensor held with that orientation records, so that
/// applying the EXIF orientation gives the upright picture back.
VImage as_recorded(const VImage& upright, int orientation) {
  switch (orientation) {
    case 2: return upright.fliphor();
    case 3: return upright.rot180();
    case 4: return upright.flipver();
    case 5: return upright.fliphor().rot270();
    case 6: return upright.rot270();
    case 7: return upright.fliphor().rot90();
    case 8: return upright.rot90();
    default: return upright;
  }
}

/// Degrees, minutes and seconds as EXIF writes them.
std::string exif_angle(double degrees) {
  const auto seconds = std::llround(std::abs(degrees) * 3600);
  return fmt::format("{}/1 {}/1 {}/1", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

void describe(VImage& image, const PhotoTraits& traits) {
  image.set("orientation", traits.orientation);
  image.set("exif-ifd0-Orientation", std::to_string(traits.orientation).c_str());
  image.set("exif-ifd0-Make", traits.camera_make.c_str());
  image.set("exif-ifd0-Model", traits.camera_model.c_str());
  image.set("exif-ifd0-DateTime", traits.taken.c_str());
  image.set("exif-ifd2-DateTimeOriginal", traits.taken.c_str());
  if (!traits.place) return;
  image.set("exif-ifd3-GPSLatitudeRef", traits.place->latitude_degrees < 0 ? "S" : "N");
  image.set("exif-ifd3-GPSLatitude", exif_angle(traits.place->latitude_degrees).c_str());
  image.set("exif-ifd3-GPSLongitudeRef", traits.place->longitude_degrees < 0 ? "W" : "E");
  image.set("exif-ifd3-GPSLongitude", exif_angle(traits.place->longitude_degrees).c_str());
}

Bytes encoded(const VImage& image, PhotoFormat format) {
  VOption* options = VImage::option();
  switch (format) {
    case PhotoFormat::jpeg: options->set("Q", kQuality); break;
    case PhotoFormat::webp: options->set("Q", kQuality)->set("effort", kWebpEffort); break;
    case PhotoFormat::png: options->set("compression", kPngCompression); break;
  }
  void* data = nullptr;
  std::size_t size = 0;
  image.write_to_buffer(fmt::format(".{}", extension(format)).c_str(), &data, &size, options);
  const std::unique_ptr<void, decltype(&::g_free)> owner{data, &::g_free};
  const auto* first = static_cast<const std::byte*>(data);
  return {first, first + size};
}

}  // namespace

Result<Bytes> encode_photo(const LandscapePlan& plan, PhotoTraits& traits) {
  auto pixels = draw_landscape(plan);
  try {
    start_vips();
    // Drawing takes most of the time and runs in parallel; encoding is taken in turns, because the
    // locks by which libvips counts references to its objects are unknown to ThreadSanitizer.
    static std::mutex encoding;
    const std::lock_guard turn{encoding};
    const auto upright = VImage::new_from_memory(pixels.data(), pixels.size(), plan.width,
                                                 plan.height, 3, VIPS_FORMAT_UCHAR);
    const auto srgb =
        upright.copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
    auto recorded = as_recorded(srgb, traits.orientation).copy_memory();
    if (!traits.camera_make.empty()) describe(recorded, traits);
    traits.width = recorded.width();
    traits.height = recorded.height();
    return encoded(recorded, traits.format);
  } catch (const vips::VError& failure) {
    return Error{ErrorCode::internal,
                 fmt::format("The simulator could not encode a photo: {}", failure.what())};
  }
}

}  // namespace pixferry::simulator
