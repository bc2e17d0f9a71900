#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "pipeline/model/inspection.hpp"

namespace pixferry {

/// What a camera wrote beside the pixels. Whatever is missing, broken or makes no sense is absent.
struct Metadata {
  std::optional<CaptureTime> taken_at;
  Camera camera;
  std::optional<GpsPosition> position;
  std::optional<PixelSize> size;  ///< as stored; of a TIFF's first picture, so absent in EXIF
  int orientation = 1;
};

/// Reads an EXIF block, with or without the word "Exif" before it, or a file that is built as TIFF
/// is: most cameras' RAW files are. Exif 2.32,
/// https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2019-E
/// The time is the shutter's, or else the scanner's, or else that of the last change. `keep_gps`
/// says whether the place is looked for at all.
Metadata read_metadata(std::span<const std::byte> bytes, bool keep_gps);

}  // namespace pixferry
