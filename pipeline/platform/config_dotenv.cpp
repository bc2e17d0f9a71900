#include "pipeline/platform/config_dotenv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace pixferry {
namespace {

constexpr std::string_view kBlanks = " \t";

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_name(std::string_view text) {
  const auto fits = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
         std::ranges::all_of(text, fits);
}

std::string bare_value(std::string_view text) {
  const auto is_comment = [&](std::size_t at) {
    return text[at] == '#' && (at == 0 || kBlanks.find(text[at - 1]) != std::string_view::npos);
  };
  std::size_t end = 0;
  while (end < text.size() && !is_comment(end)) ++end;
  return std::string{without_blanks(text.substr(0, end))};
}

char unescaped(char c) {
  if (c == 'n') return '\n';
  if (c == 't') return '\t';
  return c;
}

/// A value in quotes, up to the closing one; nothing without it, or with more than a comment after.
std::optional<std::string> quoted_value(std::string_view text) {
  const char quote = text.front();
  std::string value;
  std::size_t at = 1;
  while (at < text.size() && text[at] != quote) {
    const bool is_escape = quote == '"' && text[at] == '\\' && at + 1 < text.size() &&
                           std::string_view{"nt\"\\$"}.find(text[at + 1]) != std::string_view::npos;
    value.push_back(is_escape ? unescaped(text[at + 1]) : text[at]);
    at += is_escape ? 2 : 1;
  }
  if (at >= text.size()) return std::nullopt;
  const auto rest = without_blanks(text.substr(at + 1));
  if (!rest.empty() && rest.front() != '#') return std::nullopt;
  return value;
}

void read_line(std::string_view line, std::size_t number, Dotenv& into) {
  line = without_blanks(line);
  if (line.empty() || line.front() == '#') return;
  constexpr std::string_view kExport = "export ";
  if (line.starts_with(kExport)) line = without_blanks(line.substr(kExport.size()));

  const auto equals = line.find('=');
  const auto name = without_blanks(line.substr(0, std::min(equals, line.size())));
  if (equals == std::string_view::npos || !is_name(name)) {
    into.complaints.push_back(
        fmt::format(".env, line {}: not of the form NAME=value; a comment begins with #", number));
    return;
  }
  const auto text = without_blanks(line.substr(equals + 1));
  const bool is_quoted = !text.empty() && (text.front() == '"' || text.front() == '\'');
  const auto value = is_quoted ? quoted_value(text) : bare_value(text);
  if (!value) {
    into.complaints.push_back(fmt::format(
        ".env, line {}: the quotes around {} are not closed, or text follows them", number, name));
    return;
  }
  into.values.insert_or_assign(std::string{name}, *value);
}

}  // namespace

Dotenv parse_dotenv(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Dotenv dotenv;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    read_line(line, number, dotenv);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return dotenv;
}

}  // namespace pixferry
