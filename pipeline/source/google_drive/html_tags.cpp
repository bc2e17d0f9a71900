#include "pipeline/source/google_drive/html_tags.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/json.hpp"
#include "pipeline/source/web_address.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kBlank = " \t\r\n\f";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kEntityBytesMax = 12;

struct NamedEntity {
  std::string_view name;
  std::string_view text;
};

constexpr std::array kEntities{
    NamedEntity{"amp", "&"},   NamedEntity{"lt", "<"},   NamedEntity{"gt", ">"},
    NamedEntity{"quot", "\""}, NamedEntity{"apos", "'"}, NamedEntity{"nbsp", "\xC2\xA0"},
};

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_blank(char c) {
  return kBlank.find(c) != kBlank.npos;
}

std::string_view without_blanks_before(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kBlank), text.size()));
}

void append_utf8(std::string& text, std::uint32_t point) {
  const auto byte = [&text](std::uint32_t bits) { text.push_back(static_cast<char>(bits)); };
  const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point == 0 || point > 0x10FFFF || is_surrogate) {
    text += kReplacement;
  } else if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6));
    byte(0x80 | (point & 0x3F));
  } else {
    if (point < 0x10000) {
      byte(0xE0 | (point >> 12));
    } else {
      byte(0xF0 | (point >> 18));
      byte(0x80 | ((point >> 12) & 0x3F));
    }
    byte(0x80 | ((point >> 6) & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

/// "#39" or "#x27"; too large a number becomes one that is no character.
std::optional<std::uint32_t> numbered_point(std::string_view entity) {
  if (!entity.starts_with('#')) return std::nullopt;
  entity.remove_prefix(1);
  const bool is_hexadecimal = entity.starts_with('x') || entity.starts_with('X');
  if (is_hexadecimal) entity.remove_prefix(1);
  std::uint32_t point = 0;
  const auto* end = entity.data() + entity.size();
  const auto [stopped, error] =
      std::from_chars(entity.data(), end, point, is_hexadecimal ? 16 : 10);
  if (stopped != end || error == std::errc::invalid_argument) return std::nullopt;
  return error == std::errc{} ? point : UINT32_MAX;
}

/// Appends what the entity stands for; false if it is none.
bool append_entity(std::string& text, std::string_view entity) {
  if (const auto point = numbered_point(entity)) {
    append_utf8(text, *point);
    return true;
  }
  for (const auto& known : kEntities) {
    if (known.name != entity) continue;
    text += known.text;
    return true;
  }
  return false;
}

struct Attribute {
  std::string_view name;
  std::string_view value;
};

/// Takes the first attribute off; nothing if there is none left.
std::optional<Attribute> take_attribute(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n\f/="), rest.size()));
  if (rest.empty()) return std::nullopt;
  Attribute found;
  const auto name_end = std::min(rest.find_first_of(" \t\r\n\f/="), rest.size());
  found.name = rest.substr(0, name_end);
  rest = without_blanks_before(rest.substr(name_end));
  if (!rest.starts_with('=')) return found;
  rest = without_blanks_before(rest.substr(1));
  if (rest.empty()) return found;
  const char quote = rest.front();
  const bool is_quoted = quote == '"' || quote == '\'';
  if (is_quoted) rest.remove_prefix(1);
  const auto end = std::min(is_quoted ? rest.find(quote) : rest.find_first_of(kBlank), rest.size());
  found.value = rest.substr(0, end);
  rest.remove_prefix(std::min(end + (is_quoted ? 1 : 0), rest.size()));
  return found;
}

/// Where the tag that the text begins with ends: the first '>' outside quotes.
std::size_t end_of_tag(std::string_view text) {
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i;
    }
  }
  return text.npos;
}

}  // namespace

bool HtmlTag::is(std::string_view tag_name) const {
  return ascii::equal_ignoring_case(name, tag_name);
}

std::string HtmlTag::attribute(std::string_view attribute_name) const {
  auto rest = attributes;
  while (const auto found = take_attribute(rest)) {
    if (ascii::equal_ignoring_case(found->name, attribute_name)) return html_text(found->value);
  }
  return {};
}

bool HtmlTag::has_class(std::string_view word) const {
  const auto words = attribute("class");
  std::string_view rest = words;
  while (!(rest = without_blanks_before(rest)).empty()) {
    const auto end = std::min(rest.find_first_of(kBlank), rest.size());
    if (rest.substr(0, end) == word) return true;
    rest.remove_prefix(end);
  }
  return false;
}

bool HtmlTags::next(HtmlTag& tag) {
  const auto* text_begin = rest_.data();
  for (;;) {
    const auto open = rest_.find('<');
    if (open == rest_.npos) return false;
    tag.text_before = {text_begin, static_cast<std::size_t>(rest_.data() + open - text_begin)};
    rest_.remove_prefix(open + 1);
    if (rest_.starts_with('/') || (!rest_.empty() && is_letter(rest_.front()))) {
      return take_markup(tag);
    }
    if (!rest_.starts_with('!')) continue;  // a bracket in the text
    if (!skip_past(rest_.starts_with("!--") ? "-->" : ">")) return false;
    text_begin = rest_.data();
  }
}

bool HtmlTags::take_markup(HtmlTag& tag) {
  const auto end = end_of_tag(rest_);
  if (end == rest_.npos) {
    is_cut_ = true;
    rest_ = {};
    return false;
  }
  auto inside = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  tag.is_end = inside.starts_with('/');
  if (tag.is_end) inside.remove_prefix(1);
  const auto name_end =
      std::ranges::find_if(inside, [](char c) { return is_blank(c) || c == '/'; });
  tag.name = inside.substr(0, static_cast<std::size_t>(name_end - inside.begin()));
  tag.attributes = inside.substr(tag.name.size());
  if (!tag.is_end && (tag.is("script") || tag.is("style"))) skip_raw_text(tag.name);
  return true;
}

bool HtmlTags::skip_past(std::string_view end) {
  const auto found = rest_.find(end);
  is_cut_ = found == rest_.npos;
  rest_.remove_prefix(is_cut_ ? rest_.size() : found + end.size());
  return !is_cut_;
}

// The page goes on at the tag that ends the element.
void HtmlTags::skip_raw_text(std::string_view element) {
  for (;;) {
    const auto open = rest_.find("</");
    is_cut_ = open == rest_.npos;
    if (is_cut_) {
      rest_ = {};
      return;
    }
    rest_.remove_prefix(open);
    if (ascii::equal_ignoring_case(rest_.substr(2, element.size()), element)) return;
    rest_.remove_prefix(2);
  }
}

std::string html_text(std::string_view text) {
  std::string resolved;
  resolved.reserve(text.size());
  for (;;) {
    const auto mark = text.find('&');
    resolved += text.substr(0, mark);
    if (mark == text.npos) break;
    text.remove_prefix(mark + 1);
    const auto end = text.substr(0, kEntityBytesMax).find(';');
    if (end != text.npos && append_entity(resolved, text.substr(0, end))) {
      text.remove_prefix(end + 1);
    } else {
      resolved += '&';
    }
  }
  return json::valid_utf8(resolved);
}

}  // namespace pixferry
