#include "pipeline/platform/printable_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace pixferry {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kEllipsis = "…";

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array kUnprintable{
    Range{0x0000, 0x001F}, Range{0x007F, 0x009F}, Range{0x061C, 0x061C},
    Range{0x200B, 0x200F}, Range{0x2028, 0x202E}, Range{0x2060, 0x206F},
    Range{0xFEFF, 0xFEFF}, Range{0xFFF9, 0xFFFB}, Range{0xE0000, 0xE007F},
};

/// How a lead byte announces its sequence: its length, its payload bits, the least code point.
struct Lead {
  std::size_t bytes;
  unsigned char payload;
  char32_t least;
};

constexpr Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, 0x7F, 0};
  if ((byte & 0xE0) == 0xC0) return {2, 0x1F, 0x80};
  if ((byte & 0xF0) == 0xE0) return {3, 0x0F, 0x800};
  if ((byte & 0xF8) == 0xF0) return {4, 0x07, 0x10000};
  return {0, 0, 0};
}

void append_escape(std::string& text, char32_t code) {
  if (code > 0xFFFF) {
    const auto pair = code - 0x10000;
    fmt::format_to(std::back_inserter(text), "\\u{:04x}\\u{:04x}",
                   0xD800 + static_cast<unsigned>(pair >> 10),
                   0xDC00 + static_cast<unsigned>(pair & 0x3FF));
    return;
  }
  fmt::format_to(std::back_inserter(text), "\\u{:04x}", static_cast<unsigned>(code));
}

}  // namespace

Character first_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const auto lead = lead_of(first);
  if (lead.bytes == 0 || text.size() < lead.bytes) return {kReplacement, 1};
  char32_t code = first & lead.payload;
  for (std::size_t i = 1; i < lead.bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return {kReplacement, 1};
    code = (code << 6) | (byte & 0x3F);
  }
  const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < lead.least || code > 0x10FFFF || is_surrogate) return {kReplacement, 1};
  return {code, lead.bytes};
}

bool is_unprintable(char32_t code) {
  return std::ranges::any_of(
      kUnprintable, [&](const Range& range) { return code >= range.first && code <= range.last; });
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto character = first_character(text);
    if (character.code == '"' || character.code == '\\') {
      out.push_back('\\');
      out.push_back(static_cast<char>(character.code));
    } else if (character.code == '\n') {
      out += "\\n";
    } else if (character.code == '\t') {
      out += "\\t";
    } else if (is_unprintable(character.code)) {
      append_escape(out, character.code);
    } else {
      append_utf8(out, character.code);
    }
    text.remove_prefix(character.bytes);
  }
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto character = first_character(text);
    append_utf8(out, is_unprintable(character.code) ? kReplacement : character.code);
    text.remove_prefix(character.bytes);
  }
  return out;
}

std::string cut_at_end(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string{text};
  const auto room = bytes_max < kEllipsis.size() ? 0 : bytes_max - kEllipsis.size();
  std::size_t kept = 0;
  while (true) {
    const auto next = first_character(text.substr(kept)).bytes;
    if (kept + next > room) break;
    kept += next;
  }
  std::string out{text.substr(0, kept)};
  if (bytes_max >= kEllipsis.size()) out += kEllipsis;
  return out;
}

void append_utf8(std::string& text, char32_t code) {
  const auto tail = [&](int shift) {
    text.push_back(static_cast<char>(0x80 | ((code >> shift) & 0x3F)));
  };
  if (code < 0x80) {
    text.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    text.push_back(static_cast<char>(0xC0 | (code >> 6)));
    tail(0);
  } else if (code < 0x10000) {
    text.push_back(static_cast<char>(0xE0 | (code >> 12)));
    tail(6);
    tail(0);
  } else {
    text.push_back(static_cast<char>(0xF0 | (code >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string printable_name(std::string_view text, std::size_t bytes_max) {
  std::string kept;
  while (!text.empty()) {
    const auto character = first_character(text);
    if (!is_unprintable(character.code)) append_utf8(kept, character.code);
    text.remove_prefix(character.bytes);
  }
  const auto first = kept.find_first_not_of(' ');
  if (first == kept.npos) return {};
  return cut_at_end(kept.substr(first, kept.find_last_not_of(' ') + 1 - first), bytes_max);
}

}  // namespace pixferry
