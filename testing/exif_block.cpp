#include "testing/exif_block.hpp"

namespace pixferry {
namespace {

constexpr std::uint16_t kText = 2;
constexpr std::uint16_t kLong = 4;
constexpr std::uint16_t kRational = 5;
constexpr std::uint32_t kHeaderBytes = 8;

std::string little_endian(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
  return text;
}

std::vector<std::byte> bytes_of(std::string_view text) {
  const auto* first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

}  // namespace

ExifBlock& ExifBlock::text(Directory where, std::uint16_t tag, std::string_view value) {
  const std::string with_nul = std::string{value} + '\0';
  fields(where).push_back({tag, kText, static_cast<std::uint32_t>(with_nul.size()), with_nul});
  return *this;
}

ExifBlock& ExifBlock::number(Directory where, std::uint16_t tag, std::uint32_t value) {
  fields(where).push_back({tag, kLong, 1, little_endian(value, 4)});
  return *this;
}

ExifBlock& ExifBlock::rationals(Directory where, std::uint16_t tag, const Rationals& values) {
  std::string value;
  for (const auto& [numerator, denominator] : values) {
    value += little_endian(numerator, 4) + little_endian(denominator, 4);
  }
  fields(where).push_back({tag, kRational, static_cast<std::uint32_t>(values.size()), value});
  return *this;
}

std::vector<std::byte> ExifBlock::bytes() const {
  constexpr std::uint16_t kPointers[] = {0, 0x8769, 0x8825};
  const auto size_of = [](const std::vector<Field>& directory) {
    auto size = static_cast<std::uint32_t>(2 + 12 * directory.size() + 4);
    for (const auto& field : directory) size += static_cast<std::uint32_t>(field.value.size());
    return size;
  };
  auto first = fields_[0];
  const auto first_size = size_of(first) + 2 * (12 + 4);
  std::uint32_t at = kHeaderBytes + first_size;
  for (const auto index : {1, 2}) {
    first.push_back({kPointers[index], kLong, 1, little_endian(at, 4)});
    at += size_of(fields_[index]);
  }
  std::string block = std::string{"II*\0", 4} + little_endian(kHeaderBytes, 4);
  for (const auto& directory : {first, fields_[1], fields_[2]}) {
    std::string entries = little_endian(static_cast<std::uint32_t>(directory.size()), 2);
    std::string values;
    const auto values_at = static_cast<std::uint32_t>(block.size() + 2 + 12 * directory.size() + 4);
    for (const auto& field : directory) {
      entries += little_endian(field.tag, 2) + little_endian(field.type, 2) +
                 little_endian(field.count, 4);
      const bool is_inline = field.value.size() <= 4;
      entries += is_inline
                     ? (field.value + std::string(4, '\0')).substr(0, 4)
                     : little_endian(values_at + static_cast<std::uint32_t>(values.size()), 4);
      values += field.value;
    }
    block += entries + little_endian(0, 4) + values;
  }
  return bytes_of(block);
}

std::vector<std::byte> ExifBlock::inside(const std::vector<std::byte>& jpeg) const {
  constexpr std::size_t kStartBytes = 2;
  const auto block = bytes();
  const auto size = block.size() + 8;
  std::string segment{"\xFF\xE1", 2};
  segment += {static_cast<char>(size >> 8), static_cast<char>(size & 0xFF)};
  segment += std::string{"Exif\0\0", 6};
  auto file = jpeg;
  auto head = bytes_of(segment);
  head.insert(head.end(), block.begin(), block.end());
  file.insert(file.begin() + kStartBytes, head.begin(), head.end());
  return file;
}

}  // namespace pixferry
