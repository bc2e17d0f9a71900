#include "pipeline/platform/json_repair.hpp"

#include "pipeline/platform/json.hpp"

#include <charconv>

namespace pixferry::json {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kReplacementEscape = "\\ufffd";

/// What stands at the front of a text: so many bytes, kept or replaced as one.
struct Utf8Unit {
  std::size_t bytes;
  bool is_valid;
};

/// The second byte's range tells overlong forms, surrogates and what lies above U+10FFFF apart
/// (Unicode 15, table 3-7).
struct Utf8Lead {
  std::size_t bytes;
  unsigned char second_min;
  unsigned char second_max;
};

Utf8Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {1, 0, 0};
}

Utf8Unit next_unit(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (byte(0) < 0x80) return {1, byte(0) != 0};
  const Utf8Lead lead = lead_of(byte(0));
  if (lead.bytes == 1) return {1, false};
  std::size_t have = 1;
  while (have < lead.bytes && have < text.size()) {
    const unsigned char least = have == 1 ? lead.second_min : 0x80;
    const unsigned char most = have == 1 ? lead.second_max : 0xBF;
    if (byte(have) < least || byte(have) > most) return {have, false};
    ++have;
  }
  const bool is_surrogate = byte(0) == 0xED && have > 1 && byte(1) >= 0xA0;
  return {have, have == lead.bytes && !is_surrogate};
}

/// The code unit of the escape `\uXXXX` that starts there, or -1.
int escaped_unit_at(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  unsigned value = 0;
  const char* const end = text.data() + at + 6;
  const auto [stop, error] = std::from_chars(text.data() + at + 2, end, value, 16);
  return error == std::errc{} && stop == end ? static_cast<int>(value) : -1;
}

bool is_high_surrogate(int unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low_surrogate(int unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const Utf8Unit unit = next_unit(text);
    valid += unit.is_valid ? text.substr(0, unit.bytes) : kReplacement;
    text.remove_prefix(unit.bytes);
  }
  return valid;
}

void repair_escapes(std::string& text) {
  std::size_t at = text.find('\\');
  while (at != std::string::npos) {
    const int unit = escaped_unit_at(text, at);
    std::size_t length = unit < 0 ? 2 : 6;
    if (is_high_surrogate(unit) && is_low_surrogate(escaped_unit_at(text, at + 6))) {
      length = 12;
    } else if (unit == 0 || is_high_surrogate(unit) || is_low_surrogate(unit)) {
      text.replace(at, length, kReplacementEscape);
    }
    at = text.find('\\', at + length);
  }
}

}  // namespace pixferry::json
