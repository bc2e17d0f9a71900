#include "pipeline/content/decode/read_metadata.hpp"

#include <string_view>

#include "pipeline/content/decode/capture_time.hpp"
#include "pipeline/content/decode/exif_fields.hpp"
#include "pipeline/content/plausible_facts.hpp"

namespace pixferry {
namespace {

using namespace std::string_view_literals;

// Of the first directory.
constexpr std::uint32_t kImageWidth = 0x0100;
constexpr std::uint32_t kImageLength = 0x0101;
constexpr std::uint32_t kMake = 0x010F;
constexpr std::uint32_t kModel = 0x0110;
constexpr std::uint32_t kOrientation = 0x0112;
constexpr std::uint32_t kDateTime = 0x0132;
constexpr std::uint32_t kExifDirectory = 0x8769;
constexpr std::uint32_t kGpsDirectory = 0x8825;

// Of the EXIF directory.
constexpr std::uint32_t kExposureTime = 0x829A;
constexpr std::uint32_t kFNumber = 0x829D;
constexpr std::uint32_t kSensitivity = 0x8827;
constexpr std::uint32_t kRecommendedExposureIndex = 0x8832;
constexpr std::uint32_t kDateTimeOriginal = 0x9003;
constexpr std::uint32_t kDateTimeDigitized = 0x9004;
constexpr std::uint32_t kOffsetTime = 0x9010;
constexpr std::uint32_t kOffsetTimeOriginal = 0x9011;
constexpr std::uint32_t kOffsetTimeDigitized = 0x9012;
constexpr std::uint32_t kSubsecTime = 0x9290;
constexpr std::uint32_t kSubsecTimeOriginal = 0x9291;
constexpr std::uint32_t kSubsecTimeDigitized = 0x9292;
constexpr std::uint32_t kFocalLength = 0x920A;
constexpr std::uint32_t kLensModel = 0xA434;

// Of the GPS directory.
constexpr std::uint32_t kLatitudeRef = 1;
constexpr std::uint32_t kLatitude = 2;
constexpr std::uint32_t kLongitudeRef = 3;
constexpr std::uint32_t kLongitude = 4;
constexpr std::uint32_t kAltitudeRef = 5;
constexpr std::uint32_t kAltitude = 6;

std::optional<CaptureTime> taken_at(const ExifFields& first, const ExifFields& exif) {
  for (const auto& moment : {ExifMoment{.date_time = exif.text(kDateTimeOriginal),
                            .subseconds = exif.text(kSubsecTimeOriginal),
                            .offset = exif.text(kOffsetTimeOriginal)},
                             ExifMoment{.date_time = exif.text(kDateTimeDigitized),
                             .subseconds = exif.text(kSubsecTimeDigitized),
                             .offset = exif.text(kOffsetTimeDigitized)},
                             ExifMoment{.date_time = first.text(kDateTime),
                             .subseconds = exif.text(kSubsecTime),
                             .offset = exif.text(kOffsetTime)}}) {
    if (const auto time = capture_time(moment)) return time;
  }
  return std::nullopt;
}

/// Two bytes say at most 65535, which stands for "more": the number is elsewhere then.
std::optional<std::int64_t> iso(const ExifFields& exif) {
  constexpr std::uint32_t kMore = 65'535;
  auto value = exif.integer(kSensitivity);
  if (value == kMore) value = exif.integer(kRecommendedExposureIndex);
  return value ? std::optional{std::int64_t{*value}} : std::nullopt;
}

Camera camera(const ExifFields& first, const ExifFields& exif) {
  return plausible(Camera{.make = first.printable_text(kMake),
                          .model = first.printable_text(kModel),
                          .lens = exif.printable_text(kLensModel),
                          .exposure_seconds = exif.rational(kExposureTime),
                          .f_number = exif.rational(kFNumber),
                          .focal_length_mm = exif.rational(kFocalLength),
                          .iso = iso(exif)});
}

/// Which tags write an angle, and what it may say.
struct AngleTags {
  std::uint32_t degrees;
  std::uint32_t reference;
  std::string_view positive;
  std::string_view negative;
  double most;
};

/// Degrees, minutes and seconds, on the side of zero that the reference names.
std::optional<double> angle(const ExifFields& gps, const AngleTags& tags) {
  constexpr double kMinutes = 60;
  constexpr double kSeconds = 3600;
  const auto degrees = gps.rational(tags.degrees, 0);
  const auto minutes = gps.rational(tags.degrees, 1);
  const auto reference = gps.text(tags.reference);
  const bool is_negative = reference == tags.negative;
  if (!degrees || !minutes || (!is_negative && reference != tags.positive)) return std::nullopt;
  const auto seconds = gps.rational(tags.degrees, 2).value_or(0);
  if (*minutes >= kMinutes || seconds >= kMinutes) return std::nullopt;
  const double value = *degrees + *minutes / kMinutes + seconds / kSeconds;
  if (value > tags.most) return std::nullopt;
  return is_negative ? -value : value;
}

std::optional<double> altitude(const ExifFields& gps) {
  constexpr std::uint32_t kBelowSea = 1;
  const auto metres = gps.rational(kAltitude);
  if (!metres) return std::nullopt;
  return gps.integer(kAltitudeRef) == kBelowSea ? -*metres : *metres;
}

std::optional<GpsPosition> position(const ExifFields& gps) {
  const auto latitude = angle(gps, {kLatitude, kLatitudeRef, "N", "S", 90});
  const auto longitude = angle(gps, {kLongitude, kLongitudeRef, "E", "W", 180});
  if (!latitude || !longitude) return std::nullopt;
  return plausible(GpsPosition{
      .latitude = *latitude, .longitude = *longitude, .altitude_metres = altitude(gps)});
}

std::optional<PixelSize> stored_size(const ExifFields& first) {
  const auto width = first.integer(kImageWidth);
  const auto height = first.integer(kImageLength);
  if (!width || !height || *width == 0 || *height == 0) return std::nullopt;
  return PixelSize{.width = *width, .height = *height};
}

}  // namespace

Metadata read_metadata(std::span<const std::byte> bytes, bool keep_gps) {
  constexpr auto kExifWord = "Exif\0\0"sv;
  if (TiffReader{bytes, false}.has_text(0, kExifWord)) bytes = bytes.subspan(kExifWord.size());
  const TiffReader tiff{bytes, TiffReader{bytes, false}.has_text(0, "MM"sv)};
  const ExifFields first{tiff, tiff.integer(4, 4)};
  const ExifFields exif{tiff, first.integer(kExifDirectory)};
  Metadata metadata{
      .taken_at = taken_at(first, exif), .camera = camera(first, exif), .size = stored_size(first)};
  const auto orientation = first.integer(kOrientation).value_or(1);
  if (orientation >= 1 && orientation <= 8) metadata.orientation = static_cast<int>(orientation);
  if (keep_gps) {
    metadata.position = position(ExifFields{tiff, first.integer(kGpsDirectory)});
  }
  return metadata;
}

}  // namespace pixferry
