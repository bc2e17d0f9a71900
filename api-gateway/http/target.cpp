#include "api-gateway/http/target.hpp"

#include "pipeline/platform/percent_encoding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pixferry::http {
namespace {

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
