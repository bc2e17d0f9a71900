#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pixferry {

/// Width and height as the image is displayed: upright, after its EXIF orientation.
struct PixelSize {
  std::int64_t width = 0;
  std::int64_t height = 0;
  auto operator<=>(const PixelSize&) const = default;
};

/// When the shutter opened, by the camera's own clock.
struct CaptureTime {
  std::int64_t local_ms = 0;          ///< the clock's face read as if it were UTC, since 1970
  std::optional<int> offset_minutes;  ///< of that clock from UTC, where the camera wrote it
  auto operator<=>(const CaptureTime&) const = default;
};

/// What took the picture, and how. Texts are untrusted UTF-8, cut to kCameraTextBytesMax.
struct Camera {
  std::string make;
  std::string model;
  std::string lens;
  std::optional<double> exposure_seconds;
  std::optional<double> f_number;
  std::optional<double> focal_length_mm;
  std::optional<std::int64_t> iso;
  bool operator==(const Camera&) const = default;
};

inline constexpr std::size_t kCameraTextBytesMax = 200;

/// Degrees north and east, metres above the sea.
struct GpsPosition {
  double latitude = 0;
  double longitude = 0;
  std::optional<double> altitude_metres;
  bool operator==(const GpsPosition&) const = default;
};

/// Whether thumbnails of a blob lie in the store.
enum class ThumbnailState {
  none,         ///< nobody has looked yet
  done,         ///< both sizes are there
  unsupported,  ///< no decoder here for this kind of image, or more pixels than are decoded
  damaged       ///< the header is sound, the pixels are not
};

/// What a user should know of an image that was imported all the same.
enum class ImageWarning {
  truncated,        ///< the end is missing: the thumbnail shows what could be read
  no_decoder,       ///< stored as it is: Pixferry does not decode this kind
  too_many_pixels,  ///< above MAX_PIXELS: stored as it is, without a thumbnail
  damaged_pixels    ///< the header could be read, the pixels could not
};

/// "truncated", as the API and the catalog spell it.
std::string_view name_of(ImageWarning warning);
std::optional<ImageWarning> image_warning_named(std::string_view name);
std::string_view name_of(ThumbnailState state);
std::optional<ThumbnailState> thumbnail_state_named(std::string_view name);

/// What follows from an image's bytes, beyond their type and hash.
struct ImageFacts {
  std::optional<PixelSize> size;  ///< absent where nothing here can read the header
  int orientation = 1;            ///< EXIF's 1 to 8, of the stored bytes
  std::optional<CaptureTime> taken_at;
  Camera camera;
  std::optional<GpsPosition> position;  ///< only where KEEP_GPS is on
  std::string thumbhash;                ///< its bytes, at most 32; empty without a thumbnail
  ThumbnailState thumbnails = ThumbnailState::none;
  std::optional<ImageWarning> warning;
  bool operator==(const ImageFacts&) const = default;
};

/// The longest side of each thumbnail, in pixels, largest first. A smaller image is not enlarged.
inline constexpr int kThumbnailSizes[] = {512, 256};

/// A WebP file, upright, sRGB, without metadata.
struct Thumbnail {
  int size_pixels = 0;  ///< one of kThumbnailSizes
  std::vector<std::byte> bytes;
  bool operator==(const Thumbnail&) const = default;
};

/// What one look into a file brings.
struct Inspection {
  ImageFacts facts;
  std::vector<Thumbnail> thumbnails;  ///< one of each size where facts.thumbnails is done
  bool operator==(const Inspection&) const = default;
};

}  // namespace pixferry
