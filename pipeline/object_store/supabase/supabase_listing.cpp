#include "pipeline/object_store/supabase/supabase_listing.hpp"

#include <algorithm>

#include "pipeline/model/rfc3339_text.hpp"
#include "pipeline/object_store/listing_position.hpp"
#include "pipeline/object_store/object_key.hpp"
#include "pipeline/platform/json.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;

std::int64_t size_of(const bj::object& row) {
  const auto* metadata = json::object_at(row, "metadata");
  const auto size = metadata != nullptr ? json::integer_at(*metadata, "size") : std::nullopt;
  return std::max<std::int64_t>(size.value_or(0), 0);
}

/// False where an object of ours lacks its time.
bool add(const bj::value& row, std::vector<ListedObject>& objects) {
  const auto* object = row.if_object();
  if (object == nullptr) return false;
  ObjectKey key{json::text_at(*object, "name")};
  if (!is_object_key(key.text)) return true;
  const auto stored_at = read_rfc3339(json::text_at(*object, "updated_at"));
  if (!stored_at) return false;
  objects.push_back(
      {.key = std::move(key), .size_bytes = size_of(*object), .stored_at = *stored_at});
  return true;
}

}  // namespace

std::optional<SupabaseListing> read_supabase_listing(std::string_view body, const Limits& limits) {
  const auto value =
      json::parse_lenient(body, {limits.provider_reply_bytes_max, limits.json_depth_max});
  const auto* page = value ? value->if_object() : nullptr;
  if (page == nullptr) return std::nullopt;
  const auto* rows = json::array_at(*page, "objects");
  const auto has_next = json::flag_at(*page, "hasNext");
  if (rows == nullptr || !has_next) return std::nullopt;
  SupabaseListing listing;
  if (*has_next) {
    listing.cursor = json::text_at(*page, "nextCursor");
    if (listing.cursor.empty() || listing.cursor.size() > kContinuationBytesMax) {
      return std::nullopt;
    }
  }
  const bool is_whole =
      std::ranges::all_of(*rows, [&](const bj::value& row) { return add(row, listing.objects); });
  if (!is_whole) return std::nullopt;
  return listing;
}

}  // namespace pixferry
