#include "pipeline/content/tiff_head.hpp"

#include <cstdint>
#include <string_view>

#include "pipeline/content/tiff_reader.hpp"

namespace pixferry {
namespace {

using namespace std::string_view_literals;

// TIFF 6.0, https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, and DNG 1.7,
// https://helpx.adobe.com/camera-raw/digital-negative.html
constexpr std::uint32_t kMake = 0x010F;
constexpr std::uint32_t kSubDirectories = 0x014A;
constexpr std::uint32_t kDngVersion = 0xC612;

/// What the first directory says of the camera.
struct DirectoryTraits {
  bool has_dng_version = false;
  bool has_sub_directories = false;
  bool is_by_nikon = false;
  bool is_by_sony = false;
};

DirectoryTraits read_first_directory(const TiffReader& tiff) {
  DirectoryTraits traits;
  for (const auto& field : tiff.directory(tiff.integer(4, 4).value_or(0))) {
    if (field.tag == kDngVersion) traits.has_dng_version = true;
    if (field.tag == kSubDirectories) traits.has_sub_directories = true;
    if (field.tag != kMake || field.type != kTiffText) continue;
    traits.is_by_nikon = tiff.has_text(field.values_at, "NIKON"sv);
    traits.is_by_sony = tiff.has_text(field.values_at, "SONY"sv);
  }
  return traits;
}

}  // namespace

std::optional<ImageType> sniff_tiff(std::span<const std::byte> head) {
  const TiffReader as_text{head, false};
  if (as_text.has_text(0, "II+\0\x08\0\0\0"sv) || as_text.has_text(0, "MM\0+\0\x08\0\0"sv)) {
    return ImageType::tiff;
  }
  const bool is_big_endian = as_text.has_text(0, "MM\0*"sv);
  if (!is_big_endian && !as_text.has_text(0, "II*\0"sv)) return std::nullopt;
  const auto traits = read_first_directory(TiffReader{head, is_big_endian});
  if (traits.has_dng_version) return ImageType::dng;
  // A picture that was edited keeps its camera's name; only the RAW file itself keeps the sensor's
  // data in sub-directories.
  if (traits.has_sub_directories && traits.is_by_nikon) return ImageType::nef;
  if (traits.has_sub_directories && traits.is_by_sony) return ImageType::arw;
  return ImageType::tiff;
}

}  // namespace pixferry
