#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace pixferry {

/// One field of a directory: https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
struct TiffField {
  std::uint32_t tag = 0;
  std::uint32_t type = 0;  ///< of its values: kTiffByte …
  std::uint32_t count = 0;
  std::size_t values_at = 0;
};

inline constexpr std::uint32_t kTiffByte = 1;
inline constexpr std::uint32_t kTiffText = 2;
inline constexpr std::uint32_t kTiffShort = 3;
inline constexpr std::uint32_t kTiffLong = 4;
inline constexpr std::uint32_t kTiffRational = 5;

/// The bytes of a TIFF in its own byte order; the bytes of an EXIF block are a TIFF too. What lies
/// behind the end is not there, and what points there points at nothing.
class TiffReader {
 public:
  TiffReader(std::span<const std::byte> bytes, bool is_big_endian)
      : bytes_(bytes), is_big_endian_(is_big_endian) {}

  /// An unsigned integer of up to four bytes.
  std::optional<std::uint32_t> integer(std::size_t at, std::size_t width) const;
  bool has_text(std::size_t at, std::string_view text) const;
  /// The bytes from there, as many as there are of the wanted.
  std::string_view text(std::size_t at, std::size_t bytes_max) const;

  /// The fields of the directory there, as far as they can be read; 1,000 at most.
  std::vector<TiffField> directory(std::size_t at) const;

 private:
  std::optional<TiffField> field(std::size_t at) const;

  std::span<const std::byte> bytes_;
  bool is_big_endian_;
};

}  // namespace pixferry
