#include "api-gateway/http/json_writer.hpp"

#include <fmt/format.h>

#include <iterator>

namespace pixferry::http {
namespace {

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && byte != 0xE2;
}

/// U+2028 and U+2029, which JavaScript reads as line ends.
bool starts_with_line_separator(std::string_view text) {
  return text.starts_with("\xE2\x80\xA8") || text.starts_with("\xE2\x80\xA9");
}

}  // namespace

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  text_.push_back(bracket);
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  text_.push_back(bracket);
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  text_.push_back(':');
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  quote(text);
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  return literal(fmt::format_int{number}.c_str());
}

JsonWriter& JsonWriter::value(double number) {
  return literal(fmt::format("{:.1f}", number));
}

JsonWriter& JsonWriter::exact(double number) {
  return literal(fmt::format("{}", number));
}

JsonWriter& JsonWriter::literal(std::string_view text) {
  separate();
  text_.append(text);
  needs_comma_ = true;
  return *this;
}

void JsonWriter::separate() {
  if (needs_comma_) text_.push_back(',');
}

void JsonWriter::quote(std::string_view text) {
  text_.push_back('"');
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    text_.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) break;
    if (starts_with_line_separator(text)) {
      text_.append(text[2] == '\xA8' ? "\\u2028" : "\\u2029");
      text.remove_prefix(3);
      continue;
    }
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '"' || c == '\\') {
      text_.push_back('\\');
      text_.push_back(c);
    } else if (c == '\xE2') {
      text_.push_back(c);
    } else {
      fmt::format_to(std::back_inserter(text_), "\\u{:04x}", static_cast<unsigned>(c));
    }
  }
  text_.push_back('"');
}

}  // namespace pixferry::http
