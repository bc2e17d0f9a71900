#include "pipeline/content/tiff_head.hpp"

#include <cstdint>
#include <string_view>

namespace pixferry {
namespace {

using namespace std::string_view_literals;

// TIFF 6.0, https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf, and DNG 1.7,
// https://helpx.adobe.com/camera-raw/digital-negative.html
constexpr std::uint32_t kMake = 0x010F;
constexpr std::uint32_t kSubDirectories = 0x014A;
constexpr std::uint32_t kDngVersion = 0xC612;
constexpr std::uint32_t kText = 2;

/// The bytes of a TIFF in its own byte order. Reading behind the end gives nothing.
class TiffReader {
 public:
  TiffReader(std::span<const std::byte> bytes, bool is_big_endian)
      : bytes_(bytes), is_big_endian_(is_big_endian) {}

  std::optional<std::uint32_t> integer(std::size_t at, std::size_t width) const {
    if (at > bytes_.size() || bytes_.size() - at < width) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      const auto place = is_big_endian_ ? i : width - 1 - i;
      value = value << 8 | std::to_integer<std::uint32_t>(bytes_[at + place]);
    }
    return value;
  }

  bool has_text(std::size_t at, std::string_view text) const {
    if (at > bytes_.size() || bytes_.size() - at < text.size()) return false;
    return std::string_view{reinterpret_cast<const char*>(bytes_.data()) + at, text.size()} == text;
  }

 private:
  std::span<const std::byte> bytes_;
  bool is_big_endian_;
};

/// What the first directory says of the camera.
struct DirectoryTraits {
  bool has_dng_version = false;
  bool has_sub_directories = false;
  bool is_by_nikon = false;
  bool is_by_sony = false;
};

void read_make(const TiffReader& tiff, std::size_t entry, DirectoryTraits& traits) {
  if (tiff.integer(entry + 2, 2) != kText) return;
  const auto value_at = tiff.integer(entry + 8, 4);
  if (!value_at) return;
  traits.is_by_nikon = tiff.has_text(*value_at, "NIKON"sv);
  traits.is_by_sony = tiff.has_text(*value_at, "SONY"sv);
}

DirectoryTraits read_first_directory(const TiffReader& tiff) {
  constexpr std::size_t kEntryBytes = 12;
  DirectoryTraits traits;
  const auto directory = tiff.integer(4, 4);
  const auto entries = directory ? tiff.integer(*directory, 2) : std::nullopt;
  for (std::size_t i = 0; entries && i < *entries; ++i) {
    const auto entry = std::size_t{*directory} + 2 + i * kEntryBytes;
    const auto tag = tiff.integer(entry, 2);
    if (!tag) break;
    if (*tag == kDngVersion) traits.has_dng_version = true;
    if (*tag == kSubDirectories) traits.has_sub_directories = true;
    if (*tag == kMake) read_make(tiff, entry, traits);
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
