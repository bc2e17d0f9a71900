#include "api-gateway/http/accepted_encoding.hpp"

#include <algorithm>

#include "pipeline/platform/ascii.hpp"

namespace pixferry::http {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

/// Takes what stands before the next separator off the front.
std::string_view take_until(std::string_view& text, char separator) {
  const auto end = text.find(separator);
  const auto taken = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return trimmed(taken);
}

/// "q=0", "q=0.0" and the like.
bool is_refusal(std::string_view parameter) {
  if (parameter.size() < 3 || !ascii::equal_ignoring_case(parameter.substr(0, 2), "q=")) {
    return false;
  }
  const auto weight = parameter.substr(2);
  return std::ranges::all_of(weight, [](char c) { return c == '0' || c == '.'; });
}

}  // namespace

bool accepts_encoding(const Headers& headers, std::string_view coding) {
  auto list = headers.find("Accept-Encoding").value_or("");
  bool takes_any = false;
  while (!list.empty()) {
    auto entry = take_until(list, ',');
    const auto name = take_until(entry, ';');
    bool is_taken = true;
    while (!entry.empty()) is_taken = !is_refusal(take_until(entry, ';')) && is_taken;
    if (ascii::equal_ignoring_case(name, coding)) return is_taken;
    if (name == "*") takes_any = is_taken;
  }
  return takes_any;
}

}  // namespace pixferry::http
