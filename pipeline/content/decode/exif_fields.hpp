#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/content/tiff_reader.hpp"

namespace pixferry {

/// A directory of an EXIF block, its values by tag. A tag that is missing, of another type or
/// points nowhere has no value.
class ExifFields {
 public:
  /// `at` is where another directory says that this one lies; without it there are no fields.
  ExifFields(const TiffReader& tiff, std::optional<std::uint32_t> at) : tiff_(tiff) {
    if (at) fields_ = tiff.directory(*at);
  }

  /// The bytes of a text up to its first NUL, 1,000 at most.
  std::string_view text(std::uint32_t tag) const;
  /// The same as valid UTF-8 in printable characters, without blanks around it, cut to
  /// kCameraTextBytesMax.
  std::string printable_text(std::uint32_t tag) const;
  /// One or two or four bytes.
  std::optional<std::uint32_t> integer(std::uint32_t tag) const;
  /// The index-th rational number; finite and not negative, as they are stored.
  std::optional<double> rational(std::uint32_t tag, std::uint32_t index = 0) const;

 private:
  const TiffField* find(std::uint32_t tag) const;

  const TiffReader& tiff_;
  std::vector<TiffField> fields_;
};

}  // namespace pixferry
