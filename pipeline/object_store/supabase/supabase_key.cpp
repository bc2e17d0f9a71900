#include "pipeline/object_store/supabase/supabase_key.hpp"

#include "pipeline/object_store/supabase/base64url.hpp"
#include "pipeline/platform/json.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;
using KeyKind = SupabaseKey::Kind;

constexpr std::size_t kPayloadBytesMax = 16u << 10;
constexpr std::int64_t kSecondsMax = 253'402'300'799;  // the end of the year 9999

/// The claims of a JWT, which has three parts with dots between them.
std::optional<bj::object> claims_of(std::string_view text) {
  const auto first = text.find('.');
  const auto second = first == text.npos ? text.npos : text.find('.', first + 1);
  if (second == text.npos || text.find('.', second + 1) != text.npos) return std::nullopt;
  const auto payload = base64url_decoded(text.substr(first + 1, second - first - 1));
  if (!payload) return std::nullopt;
  auto value = json::parse_lenient(*payload, {.bytes_max = kPayloadBytesMax});
  if (!value || !value->is_object()) return std::nullopt;
  return std::move(value->as_object());
}

SupabaseKey read_claims(const bj::object& claims) {
  SupabaseKey key;
  key.role = json::text_at(claims, "role");
  key.project = json::text_at(claims, "ref");
  key.kind = key.role == "service_role" ? KeyKind::service_jwt
             : key.role == "anon"       ? KeyKind::anon_jwt
                                        : KeyKind::user_jwt;
  const auto expiry = json::integer_at(claims, "exp");
  if (expiry && *expiry >= 0 && *expiry <= kSecondsMax) {
    key.expires_at = Timestamp{std::chrono::seconds{*expiry}};
  }
  return key;
}

}  // namespace

SupabaseKey read_supabase_key(const Secret& key) {
  const std::string_view text = key.reveal();
  if (text.starts_with("sb_secret_")) return {.kind = KeyKind::secret};
  if (text.starts_with("sb_publishable_")) return {.kind = KeyKind::publishable};
  if (text.starts_with("sbp_")) return {.kind = KeyKind::personal_access};
  const auto claims = claims_of(text);
  return claims ? read_claims(*claims) : SupabaseKey{};
}

}  // namespace pixferry
