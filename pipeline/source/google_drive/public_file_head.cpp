#include "pipeline/source/google_drive/public_file_head.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

#include "pipeline/platform/ascii.hpp"
#include "pipeline/platform/json.hpp"
#include "pipeline/source/bounded_text.hpp"
#include "pipeline/source/google_drive/drive_answer.hpp"
#include "pipeline/source/web_address.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kBlank = " \t";
constexpr std::size_t kTypeBytesMax = 255;

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Broken escapes stay as they are.
std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape = text[i] == '%' && i + 2 < text.size() && nibble(text[i + 1]) >= 0 &&
                           nibble(text[i + 2]) >= 0;
    if (is_escape) {
      decoded.push_back(static_cast<char>(nibble(text[i + 1]) * 16 + nibble(text[i + 2])));
      i += 2;
    } else {
      decoded.push_back(text[i]);
    }
  }
  return decoded;
}

/// Takes a value off the text, in quotes or up to the next semicolon.
std::string take_value(std::string_view& rest) {
  std::string value;
  if (!rest.starts_with('"')) {
    const auto end = std::min(rest.find(';'), rest.size());
    value = trimmed(rest.substr(0, end));
    rest.remove_prefix(end);
    return value;
  }
  std::size_t i = 1;
  for (; i < rest.size() && rest[i] != '"'; ++i) {
    if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
    value.push_back(rest[i]);
  }
  rest.remove_prefix(std::min(i + 1, rest.size()));
  return value;
}

/// The name in a Content-Disposition. What is written in UTF-8, filename*, counts first.
std::string name_in(std::string_view disposition) {
  constexpr std::string_view utf8 = "utf-8''";
  std::string plain;
  auto rest = disposition.substr(std::min(disposition.find(';'), disposition.size()));
  while (!rest.empty()) {
    rest = trimmed(rest.substr(rest.starts_with(';') ? 1 : 0));
    const auto equals = rest.find('=');
    if (equals == rest.npos) break;
    const auto name = trimmed(rest.substr(0, equals));
    rest = trimmed(rest.substr(equals + 1));
    const auto before = rest.size();
    auto value = take_value(rest);
    if (ascii::equal_ignoring_case(name, "filename*") &&
        ascii::equal_ignoring_case(std::string_view{value}.substr(0, utf8.size()), utf8)) {
      return percent_decoded(std::string_view{value}.substr(utf8.size()));
    }
    if (ascii::equal_ignoring_case(name, "filename")) plain = std::move(value);
    if (rest.size() == before) break;
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
  }
  return plain;
}

/// "bytes 0-0/1234"
std::optional<std::int64_t> whole_size(std::string_view content_range) {
  const auto slash = content_range.rfind('/');
  if (slash == content_range.npos) return std::nullopt;
  const auto digits = content_range.substr(slash + 1);
  std::int64_t size = -1;
  const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  const bool is_number = error == std::errc{} && stopped == digits.data() + digits.size();
  return is_number && size >= 0 ? std::optional{size} : std::nullopt;
}

}  // namespace

bool is_attachment(const HttpAnswer& answer) {
  return ascii::equal_ignoring_case(answer.header("Content-Disposition").substr(0, 10),
                                    "attachment");
}

SourceFile file_of_headers(const HttpAnswer& answer, const Limits& limits) {
  SourceFile file;
  file.name = cut_to_bytes(json::valid_utf8(name_in(answer.header("Content-Disposition"))),
                           limits.name_bytes_max);
  file.mime_type = cut_to_bytes(json::valid_utf8(answer.header("Content-Type")), kTypeBytesMax);
  if (answer.status == 206) file.size_bytes = whole_size(answer.header("Content-Range"));
  return file;
}

}  // namespace pixferry
