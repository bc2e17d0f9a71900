#include "pipeline/content/tiff_reader.hpp"

#include <algorithm>

namespace pixferry {
namespace {

/// How many bytes a value of that type takes; 0 for types that nobody here reads.
std::size_t bytes_of(std::uint32_t type) {
  switch (type) {
    case kTiffByte:
    case kTiffText: return 1;
    case kTiffShort: return 2;
    case kTiffLong: return 4;
    case kTiffRational: return 8;
    default: return 0;
  }
}

}  // namespace

std::optional<std::uint32_t> TiffReader::integer(std::size_t at, std::size_t width) const {
  if (at > bytes_.size() || bytes_.size() - at < width) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const auto place = is_big_endian_ ? i : width - 1 - i;
    value = value << 8 | std::to_integer<std::uint32_t>(bytes_[at + place]);
  }
  return value;
}

bool TiffReader::has_text(std::size_t at, std::string_view wanted) const {
  return text(at, wanted.size()) == wanted;
}

std::string_view TiffReader::text(std::size_t at, std::size_t bytes_max) const {
  if (at >= bytes_.size()) return {};
  return {reinterpret_cast<const char*>(bytes_.data()) + at,
          std::min(bytes_max, bytes_.size() - at)};
}

std::vector<TiffField> TiffReader::directory(std::size_t at) const {
  constexpr std::size_t kFieldBytes = 12;
  constexpr std::uint32_t kFieldsMax = 1000;
  std::vector<TiffField> fields;
  const auto count = std::min(integer(at, 2).value_or(0), kFieldsMax);
  for (std::size_t i = 0; i < count; ++i) {
    const auto read = field(at + 2 + i * kFieldBytes);
    if (!read) break;
    fields.push_back(*read);
  }
  return fields;
}

std::optional<TiffField> TiffReader::field(std::size_t at) const {
  constexpr std::size_t kInlineBytes = 4;
  const auto tag = integer(at, 2);
  const auto type = integer(at + 2, 2);
  const auto count = integer(at + 4, 4);
  const auto values = integer(at + 8, kInlineBytes);
  if (!tag || !type || !count || !values) return std::nullopt;
  const bool is_inline = bytes_of(*type) * *count <= kInlineBytes;
  return TiffField{.tag = *tag,
                   .type = *type,
                   .count = *count,
                   .values_at = is_inline ? at + 8 : std::size_t{*values}};
}

}  // namespace pixferry
