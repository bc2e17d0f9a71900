#include "api-gateway/http/target.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pixferry::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// In a query, '+' is a blank, as HTML forms send it.
std::optional<std::string> query_decoded(std::string_view text) {
  std::string blanks{text};
  std::ranges::replace(blanks, '+', ' ');
  return percent_decoded(blanks);
}

Error invalid(std::string message) {
  return {ErrorCode::invalid_request, std::move(message)};
}

Result<Parameters> parse_query(std::string_view text) {
  Parameters query;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = query_decoded(pair.substr(0, equals));
    auto value = query_decoded(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) return invalid("The query has a '%' that no two hex digits follow.");
    if (query.find(*name)) return invalid("A query parameter is given twice.");
    query.add(std::move(*name), std::move(*value));
  }
  return query;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return decoded;
}

Result<Target> parse_target(std::string_view target) {
  if (!target.starts_with('/') && target != "*") {
    const auto authority = target.find("://");
    if (authority == target.npos) return invalid("The request target is not a path.");
    target.remove_prefix(std::min(target.find_first_of("/?", authority + 3), target.size()));
  }
  const auto question = std::min(target.find('?'), target.size());
  auto query = parse_query(target.substr(std::min(question + 1, target.size())));
  if (!query) return query.error();
  const auto path = target.substr(0, question);
  return Target{path.empty() ? "/" : std::string{path}, std::move(*query)};
}

}  // namespace pixferry::http
