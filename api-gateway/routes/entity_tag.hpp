#pragma once

#include <string>

#include "api-gateway/http/headers.hpp"

namespace pixferry::routes {

/// Whether If-None-Match, a list of tags or '*', names the tag. Ours hold no quote or comma inside,
/// so a search is exact.
inline bool is_known_to_client(const http::Headers& headers, const std::string& etag) {
  const auto known = headers.find("If-None-Match").value_or("");
  return known == "*" || known.find(etag) != known.npos;
}

}  // namespace pixferry::routes
