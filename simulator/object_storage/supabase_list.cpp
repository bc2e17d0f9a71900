#include "simulator/object_storage/supabase_list.hpp"

#include <algorithm>
#include <boost/json/array.hpp>

#include "pipeline/platform/base64.hpp"
#include "pipeline/platform/json.hpp"
#include "simulator/object_storage/s3_digests.hpp"
#include "simulator/object_storage/supabase_error.hpp"
#include "simulator/object_storage/supabase_json.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

/// In a cursor, before the name that a page ended with.
constexpr std::string_view kNameMark = "l:";

/// Nothing for a cursor that Storage never gave.
std::optional<std::string> name_in(const bj::object& body) {
  if (!body.contains("cursor")) return "";
  const auto text = from_base64(json::text_at(body, "cursor"));
  if (!text || !text->starts_with(kNameMark)) return std::nullopt;
  return text->substr(kNameMark.size());
}

Response list_answer(bj::array rows, const bj::value& cursor) {
  bj::object page{{"hasNext", cursor.is_string()}, {"folders", bj::array{}}};
  if (cursor.is_string()) page["nextCursor"] = cursor;
  page["objects"] = std::move(rows);
  return json_answer(page);
}

}  // namespace

Response supabase_list(const SupabaseShelf& shelf, const bj::object& body) {
  if (json::flag_at(body, "with_delimiter").value_or(false)) {
    return invalid_request("with_delimiter is not simulated");
  }
  const auto limit = json::integer_at(body, "limit").value_or(shelf.page_objects_max);
  if (limit < 1) return invalid_request("body/limit must be >= 1");
  const auto after = name_in(body);
  if (!after) return internal_error();
  const auto count =
      static_cast<std::size_t>(std::min<std::int64_t>(limit, shelf.page_objects_max));
  const auto prefix = json::text_at(body, "prefix");
  auto page = shelf.buckets.page({shelf.bucket, prefix}, *after, count + 1);
  bj::value cursor = nullptr;
  if (page.size() > count) {
    page.resize(count);
    cursor = base64_text(std::string{kNameMark} + page.back().first);
  }
  bj::array rows;
  for (const auto& [key, object] : page) rows.push_back(listed_json(key, object));
  return list_answer(std::move(rows), cursor);
}

Response supabase_empty_list() {
  return list_answer({}, nullptr);
}

}  // namespace pixferry::simulator
