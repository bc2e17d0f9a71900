#include "pipeline/catalog/image_cursor.hpp"

#include "pipeline/catalog/image_facts_row.hpp"
#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/json.hpp"

#include <fmt/format.h>

#include <charconv>

namespace pixferry {
namespace {

constexpr std::size_t kNameKeyCharacters = 100;

bool is_by_time(ImageOrder order) {
  return order == ImageOrder::taken_newest || order == ImageOrder::taken_oldest;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end ? std::optional{number} : std::nullopt;
}

std::string hex(std::string_view text) {
  std::string digits;
  for (const char c : text) digits += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return digits;
}

std::optional<std::string> from_hex(std::string_view digits) {
  std::string text;
  for (; digits.size() >= 2; digits.remove_prefix(2)) {
    unsigned char byte = 0;
    if (std::from_chars(digits.data(), digits.data() + 2, byte, 16).ptr != digits.data() + 2) {
      return std::nullopt;
    }
    text.push_back(static_cast<char>(byte));
  }
  return digits.empty() ? std::optional{text} : std::nullopt;
}

bool is_possible_key(std::string_view key) {
  return json::valid_utf8(key) == key && key == name_key_of(key);
}

}  // namespace

ImageCursor ImageCursor::of(const Image& image, ImageOrder order) {
  ImageCursor cursor{.id = image.id.value};
  if (is_by_time(order)) {
    const auto taken = known_facts(image.facts, image.declared).taken_at;
    cursor.timeline_ms = taken ? taken_utc_ms(*taken) : to_milliseconds(image.created_at);
  }
  if (order == ImageOrder::name) cursor.name_key = name_key_of(image.name);
  return cursor;
}

std::optional<ImageCursor> ImageCursor::parse(std::string_view text, ImageOrder order) {
  ImageCursor cursor;
  auto id = text;
  if (is_by_time(order) || order == ImageOrder::name) {
    const auto dot = text.find('.');
    if (dot == text.npos) return std::nullopt;
    id.remove_prefix(dot + 1);
    if (!cursor.take_key(text.substr(0, dot), order)) return std::nullopt;
  }
  const auto number = whole_number(id);
  if (!number || *number < 1) return std::nullopt;
  cursor.id = *number;
  // One spelling for each place.
  return cursor.text(order) == text ? std::optional{cursor} : std::nullopt;
}

bool ImageCursor::take_key(std::string_view key, ImageOrder order) {
  if (is_by_time(order)) {
    const auto time = whole_number(key);
    if (!time || !is_catalog_time(*time)) return false;
    timeline_ms = *time;
    return true;
  }
  const auto name = from_hex(key);
  if (!name || !is_possible_key(*name)) return false;
  name_key = *name;
  return true;
}

std::string ImageCursor::text(ImageOrder order) const {
  if (is_by_time(order)) return fmt::format("{}.{}", timeline_ms, id);
  if (order == ImageOrder::name) return fmt::format("{}.{}", hex(name_key), id);
  return std::to_string(id);
}

std::string name_key_of(std::string_view name) {
  std::size_t end = 0;
  for (std::size_t characters = 0; end < name.size(); ++end) {
    const bool continues = (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80;
    if (!continues && ++characters > kNameKeyCharacters) break;
  }
  return ascii::lower(name.substr(0, end));
}

}  // namespace pixferry
