#include "pipeline/content/decode/exif_fields.hpp"

#include <algorithm>

#include "pipeline/model/inspection.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {

std::string_view ExifFields::text(std::uint32_t tag) const {
  constexpr std::uint32_t kTextBytesMax = 1000;
  const auto* field = find(tag);
  if (field == nullptr || field->type != kTiffText) return {};
  const auto bytes = tiff_.text(field->values_at, std::min(field->count, kTextBytesMax));
  return bytes.substr(0, bytes.find('\0'));
}

std::string ExifFields::printable_text(std::uint32_t tag) const {
  return printable_name(text(tag), kCameraTextBytesMax);
}

std::optional<std::uint32_t> ExifFields::integer(std::uint32_t tag) const {
  const auto* field = find(tag);
  if (field == nullptr || field->count == 0) return std::nullopt;
  switch (field->type) {
    case kTiffByte: return tiff_.integer(field->values_at, 1);
    case kTiffShort: return tiff_.integer(field->values_at, 2);
    case kTiffLong: return tiff_.integer(field->values_at, 4);
    default: return std::nullopt;
  }
}

std::optional<double> ExifFields::rational(std::uint32_t tag, std::uint32_t index) const {
  const auto* field = find(tag);
  if (field == nullptr || field->type != kTiffRational || index >= field->count) {
    return std::nullopt;
  }
  const auto at = field->values_at + std::size_t{index} * 8;
  const auto numerator = tiff_.integer(at, 4);
  const auto denominator = tiff_.integer(at + 4, 4);
  if (!numerator || !denominator || *denominator == 0) return std::nullopt;
  return static_cast<double>(*numerator) / *denominator;
}

const TiffField* ExifFields::find(std::uint32_t tag) const {
  const auto found = std::ranges::find(fields_, tag, &TiffField::tag);
  return found == fields_.end() ? nullptr : &*found;
}

}  // namespace pixferry
