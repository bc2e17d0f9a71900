#include "pipeline/object_store/supabase/supabase_bucket.hpp"

#include <algorithm>

#include "pipeline/platform/json.hpp"

namespace pixferry {

bool SupabaseBucket::takes(std::string_view mime_type) const {
  return mime_types.empty() || std::ranges::any_of(mime_types, [&](std::string_view allowed) {
           if (allowed.ends_with("/*")) allowed.remove_suffix(1);
           return allowed == "*" || allowed == "*/" || mime_type == allowed ||
                  (allowed.ends_with('/') && mime_type.starts_with(allowed));
         });
}

Result<SupabaseBucket> read_supabase_bucket(std::string_view body, const Limits& limits) {
  const auto value =
      json::parse_lenient(body, {limits.provider_reply_bytes_max, limits.json_depth_max});
  if (!value) return value.error();
  const auto* fields = value->if_object();
  const auto is_public = fields ? json::flag_at(*fields, "public") : std::nullopt;
  if (!is_public) {
    return Error{ErrorCode::network, "the answer does not say whether the bucket is public"};
  }
  SupabaseBucket bucket{.name = json::text_at(*fields, "name"),
                        .is_public = *is_public,
                        .object_bytes_max = json::integer_at(*fields, "file_size_limit"),
                        .mime_types = {}};
  if (const auto* types = json::array_at(*fields, "allowed_mime_types")) {
    for (const auto& type : *types) {
      if (const auto* text = type.if_string()) bucket.mime_types.emplace_back(text->c_str());
    }
  }
  return bucket;
}

}  // namespace pixferry
