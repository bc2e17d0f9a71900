#include "pipeline/source/pasted_text.hpp"

#include <algorithm>
#include <array>

#include "pipeline/platform/ascii.hpp"
#include "pipeline/source/web_address.hpp"

namespace pixferry {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n\f\v";
/// What no address holds and what often stands behind one: the ends of quotes and of "<…|…>".
constexpr std::string_view kEnds = " \t\r\n\f\v<>\"`|";
constexpr std::string_view kOpening = "<(\"'`*";
constexpr std::string_view kClosing = ".,;:!?'*]}>\"`";

constexpr std::array<std::string_view, 2> kSchemes{"https://", "http://"};
constexpr std::array<std::string_view, 4> kBareHosts{"drive.google.com/", "docs.google.com/",
                                                     "www.dropbox.com/", "dropbox.com/"};
constexpr std::array<std::string_view, 8> kWideOpening{"“", "‘", "„", "«", "‹", "「", "【", "（"};
constexpr std::array<std::string_view, 12> kWideClosing{"”",  "’",  "“",  "»",  "›",  "…",
                                                        "。", "，", "」", "】", "）", "！"};

bool is_word_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool begins_with(std::string_view text, std::string_view start) {
  return ascii::equal_ignoring_case(text.substr(0, start.size()), start);
}

template <class Starts>
bool begins_with_any(std::string_view text, const Starts& starts) {
  return std::ranges::any_of(starts, [&](auto start) { return begins_with(text, start); });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kWhiteSpace);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

/// Bytes of the punctuation that the text ends in. A bracket that the text opens itself is part of
/// it, as in "photo (1).jpg".
std::size_t punctuation_behind(std::string_view text, std::ptrdiff_t unopened_brackets) {
  if (text.empty()) return 0;
  if (kClosing.find(text.back()) != kClosing.npos) return 1;
  if (text.back() == ')' && unopened_brackets > 0) return 1;
  for (const auto mark : kWideClosing) {
    if (text.ends_with(mark)) return mark.size();
  }
  return 0;
}

std::string_view without_punctuation_behind(std::string_view text) {
  auto unopened = std::ranges::count(text, ')') - std::ranges::count(text, '(');
  while (const auto bytes = punctuation_behind(text, unopened)) {
    if (text.back() == ')') --unopened;
    text.remove_suffix(bytes);
  }
  return text;
}

std::string_view without_quotes_before(std::string_view text) {
  for (bool is_quoted = true; is_quoted && !text.empty();) {
    is_quoted = kOpening.find(text.front()) != kOpening.npos;
    if (is_quoted) text.remove_prefix(1);
    for (const auto mark : kWideOpening) {
      if (!text.starts_with(mark)) continue;
      text.remove_prefix(mark.size());
      is_quoted = true;
    }
  }
  return text;
}

/// The address that the text begins with.
std::string_view first_address(std::string_view text) {
  const auto address = text.substr(0, text.find_first_of(kEnds));
  return without_punctuation_behind(address.substr(0, address.find("](")));
}

std::vector<std::string_view> addresses_with_scheme(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t i = 0; i < text.size() && found.size() < kAddressesMax;) {
    const bool is_within_word = i > 0 && is_word_character(text[i - 1]);
    if (is_within_word || !begins_with_any(text.substr(i), kSchemes)) {
      ++i;
      continue;
    }
    found.push_back(first_address(text.substr(i)));
    i += found.back().size();
  }
  return found;
}

/// Of a text without schemes: its words that begin with a host that we know.
std::vector<std::string_view> addresses_by_host(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty() && found.size() < kAddressesMax) {
    const auto end = std::min(text.find_first_of(kWhiteSpace), text.size());
    const auto word = without_quotes_before(text.substr(0, end));
    if (begins_with_any(word, kBareHosts)) found.push_back(first_address(word));
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(kWhiteSpace), text.size()));
  }
  return found;
}

}  // namespace

std::vector<std::string_view> addresses_in(std::string_view text) {
  const auto pasted = trimmed(text);
  if (pasted.empty()) return {};
  auto found = addresses_with_scheme(pasted);
  if (found.empty()) found = addresses_by_host(pasted);
  if (found.empty()) found.push_back(pasted);
  return found;
}

}  // namespace pixferry
