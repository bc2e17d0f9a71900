#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api-gateway/routes/query_fields.hpp"
#include "pipeline/catalog/image_selection.hpp"

namespace pixferry::routes {

/// The images that a query asks for: source, job_id, q, mime_type, taken_from, taken_to and sort.
ImageSelection image_selection(QueryFields& fields);

/// The same as a query again, each part with a '&' behind it; written from what was understood and
/// not from what was sent.
std::string query_of(const ImageSelection& selection);

/// A moment or a day in UTC: "2026-01-31T10:00:00Z" or "2026-01-31".
struct ParsedTime {
  Timestamp begin;
  bool is_day = false;
};
std::optional<ParsedTime> parse_time(std::string_view text);

}  // namespace pixferry::routes
