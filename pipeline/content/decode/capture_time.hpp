#pragma once

#include <optional>
#include <string_view>

#include "pipeline/model/inspection.hpp"

namespace pixferry {

/// What EXIF says of a moment, as texts.
struct ExifMoment {
  std::string_view date_time;   ///< "2026:11:23 01:02:03"
  std::string_view subseconds;  ///< digits behind the point, or empty
  std::string_view offset;      ///< "+02:00", or empty
};

/// The moment, unless its date is none: all zeros, blanks, a thirteenth month, before photography.
/// Subseconds and an offset that make no sense are left out.
std::optional<CaptureTime> capture_time(const ExifMoment& moment);

}  // namespace pixferry
