#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pixferry {

/// Writes EXIF as cameras do, and as broken ones do: each value of a directory as given. In little
/// endian, "II".
class ExifBlock {
 public:
  enum class Directory { first, exif, gps };
  using Rationals = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

  ExifBlock& text(Directory where, std::uint16_t tag, std::string_view value);
  ExifBlock& number(Directory where, std::uint16_t tag, std::uint32_t value);
  ExifBlock& rationals(Directory where, std::uint16_t tag, const Rationals& values);

  /// The block, beginning with TIFF's "II*".
  std::vector<std::byte> bytes() const;
  /// That JPEG with the block in it, as its first segment.
  std::vector<std::byte> inside(const std::vector<std::byte>& jpeg) const;

 private:
  struct Field {
    std::uint16_t tag;
    std::uint16_t type;
    std::uint32_t count;
    std::string value;
  };
  std::vector<Field>& fields(Directory where) { return fields_[static_cast<std::size_t>(where)]; }

  std::vector<Field> fields_[3];
};

}  // namespace pixferry
