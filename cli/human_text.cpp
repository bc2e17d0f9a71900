#include "cli/human_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

struct Unit {
  std::string_view name;
  double bytes;
};

constexpr std::array kUnits{Unit{"TB", 1e12}, Unit{"GB", 1e9}, Unit{"MB", 1e6}, Unit{"KB", 1e3},
                            Unit{"B", 1}};

const Unit& unit_for(std::int64_t bytes) {
  const auto* found = std::ranges::find_if(
      kUnits, [&](const Unit& unit) { return static_cast<double>(bytes) >= unit.bytes; });
  return found == kUnits.end() ? kUnits.back() : *found;
}

/// Three digits where there are decimals, cut and not rounded: nothing is called done early.
std::string in_unit(std::int64_t bytes, const Unit& unit) {
  const auto value = static_cast<double>(bytes) / unit.bytes;
  if (unit.bytes == 1 || value >= 100) return fmt::format("{:.0f}", std::floor(value));
  return fmt::format("{:.1f}", std::floor(value * 10) / 10);
}

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array kCombining{Range{0x0300, 0x036F}, Range{0x1AB0, 0x1AFF},
                                Range{0x1DC0, 0x1DFF}, Range{0x20D0, 0x20FF},
                                Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}};

constexpr std::array kWide{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},
    Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
    Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD}};

template <class Ranges>
bool is_in(const Ranges& ranges, char32_t code) {
  return std::ranges::any_of(
      ranges, [&](const Range& range) { return code >= range.first && code <= range.last; });
}

int width_of(char32_t code) {
  if (is_in(kCombining, code)) return 0;
  return is_in(kWide, code) ? 2 : 1;
}

/// The longest front of the text that fits.
std::string_view front_of(std::string_view text, int columns) {
  std::size_t kept = 0;
  while (kept < text.size()) {
    const auto character = first_character(text.substr(kept));
    columns -= width_of(character.code);
    if (columns < 0) break;
    kept += character.bytes;
  }
  return text.substr(0, kept);
}

/// The longest end of the text that fits.
std::string_view back_of(std::string_view text, int columns) {
  while (display_width(text) > columns) text.remove_prefix(first_character(text).bytes);
  return text;
}

}  // namespace

std::string human_count(std::int64_t count) {
  auto text = fmt::format("{}", count);
  const std::size_t sign = count < 0 ? 1 : 0;
  for (std::size_t at = text.size(); at > sign + 3;) {
    at -= 3;
    text.insert(at, " ");
  }
  return text;
}

std::string human_bytes(std::int64_t bytes) {
  const auto& unit = unit_for(bytes);
  return fmt::format("{} {}", in_unit(bytes, unit), unit.name);
}

std::string human_bytes_of(std::int64_t done, std::int64_t total) {
  const auto& unit = unit_for(std::max(done, total));
  return fmt::format("{}/{} {}", in_unit(done, unit), in_unit(total, unit), unit.name);
}

std::string human_duration(std::chrono::milliseconds duration) {
  const auto count = std::max<std::int64_t>(duration.count(), 0);
  if (count < 100) return fmt::format("{}ms", count);
  const auto tenths = count / 100;
  const auto seconds = tenths / 10;
  if (seconds < 5) return fmt::format("{}.{}s", seconds, tenths % 10);
  if (seconds < 60) return fmt::format("{}s", seconds);
  const auto minutes = seconds / 60;
  if (minutes < 60) return fmt::format("{}m{:02}s", minutes, seconds % 60);
  const auto hours = minutes / 60;
  if (hours < 48) return fmt::format("{}h{:02}m", hours, minutes % 60);
  return fmt::format("{}d{:02}h", hours / 24, hours % 24);
}

std::string human_rate(double per_second) {
  if (per_second < 10) return fmt::format("{:.1f}/s", per_second);
  return human_count(static_cast<std::int64_t>(per_second)) + "/s";
}

int display_width(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    const auto character = first_character(text);
    columns += width_of(character.code);
    text.remove_prefix(character.bytes);
  }
  return columns;
}

std::string cut_in_middle(std::string_view text, int columns) {
  const auto safe = printable(text);
  if (display_width(safe) <= columns) return safe;
  if (columns <= 0) return {};
  const int room = columns - 1;
  return fmt::format("{}…{}", front_of(safe, room - room / 2), back_of(safe, room / 2));
}

std::string fit_to(std::string_view text, int columns) {
  if (display_width(text) <= columns) return std::string{text};
  if (columns <= 0) return {};
  return fmt::format("{}…", front_of(text, columns - 1));
}

std::string pad_left(std::string_view text, int columns) {
  const auto missing = std::max(columns - display_width(text), 0);
  return std::string(static_cast<std::size_t>(missing), ' ').append(text);
}

std::string pad_right(std::string text, int columns) {
  text.append(static_cast<std::size_t>(std::max(0, columns - display_width(text))), ' ');
  return text;
}

}  // namespace pixferry
