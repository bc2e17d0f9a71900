#include "pipeline/object_store/supabase/supabase_refusal.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "pipeline/platform/json.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

namespace bj = boost::json;
using Kind = SupabaseRefusal::Kind;

constexpr std::size_t kBodyBytesMax = 64u << 10;
constexpr std::size_t kDetailBytesMax = 200;
constexpr int kStatusMax = 999;

/// The members of an error's body, as far as they are there.
struct Told {
  std::string code;
  std::string error;
  std::string message;
  int status = 0;
};

Told read_body(const HttpAnswer& answer) {
  Told told{.status = answer.status};
  const auto value = json::parse_lenient(answer.body, {.bytes_max = kBodyBytesMax});
  const auto* object = value ? value->if_object() : nullptr;
  if (object == nullptr) return told;
  told.code = json::text_at(*object, "code");
  told.error = json::text_at(*object, "error");
  told.message = json::text_at(*object, "message");
  const auto status = json::integer_at(*object, "statusCode");
  if (status && *status > 0 && *status <= kStatusMax) told.status = static_cast<int>(*status);
  return told;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != text.npos;
}

std::optional<Kind> kind_by_code(std::string_view code) {
  struct Meaning {
    std::string_view code;
    Kind kind;
  };
  static constexpr std::array kMeanings{
      Meaning{"NoSuchKey", Kind::object_missing},
      Meaning{"NoSuchBucket", Kind::bucket_missing},
      Meaning{"KeyAlreadyExists", Kind::already_exists},
      Meaning{"BucketAlreadyExists", Kind::already_exists},
      Meaning{"ResourceAlreadyExists", Kind::already_exists},
      Meaning{"EntityTooLarge", Kind::too_large},
      Meaning{"InvalidMimeType", Kind::type_not_taken},
      Meaning{"SlowDown", Kind::busy},
      Meaning{"ResourceLocked", Kind::busy},
      Meaning{"LockTimeout", Kind::busy},
      Meaning{"DatabaseTimeout", Kind::unavailable},
      Meaning{"DatabaseReadOnly", Kind::unavailable},
      Meaning{"DatabaseSchemaMismatch", Kind::unavailable},
      Meaning{"InternalError", Kind::unavailable},
      Meaning{"DatabaseError", Kind::unavailable},
  };
  const auto found = std::ranges::find(kMeanings, code, &Meaning::code);
  if (found == kMeanings.end()) return std::nullopt;
  return found->kind;
}

/// A key of the new kind in the place of a JWT, or no key where a JWT is wanted.
bool is_about_the_keys_place(const Told& told) {
  return contains(told.message, "Invalid Compact JWS") ||
         contains(told.message, "property 'authorization'");
}

/// Older servers tell no code, only `statusCode` and `error`; gateways tell nothing but their
/// status. 402, 540 and 544 are Supabase's own use of them:
/// https://supabase.com/docs/guides/platform/http-status-codes
Kind kind_by_status(const Told& told) {
  switch (told.status) {
    case 401: return Kind::key_rejected;
    case 402:
    case 507: return Kind::quota_used_up;
    case 404:
      if (contains(told.error, "Bucket")) return Kind::bucket_missing;
      return told.error == "not_found" ? Kind::object_missing : Kind::not_supabase;
    case 405: return Kind::not_supabase;
    case 409: return Kind::already_exists;
    case 413: return Kind::too_large;
    case 415: return Kind::type_not_taken;
    case 423:
    case 429: return Kind::busy;
    case 540: return Kind::project_paused;
    default: break;
  }
  if (told.status >= 500 || told.status == 408) return Kind::unavailable;
  // Success with another status, or a redirect: Storage has neither.
  return told.status < 400 ? Kind::not_supabase : Kind::request_refused;
}

/// 403 comes for keys that are no good as well as for good ones of somebody who may not.
Kind kind_of_denial(const Told& told) {
  return contains(told.message, "row-level security") ? Kind::forbidden : Kind::key_rejected;
}

Kind kind_of(const Told& told) {
  if (is_about_the_keys_place(told)) return Kind::key_misplaced;
  if (const auto kind = kind_by_code(told.code)) return *kind;
  if (told.status == 403) return kind_of_denial(told);
  return kind_by_status(told);
}

std::string detail_of(const Told& told) {
  const auto& words = told.message.empty() ? told.error : told.message;
  return cut_at_end(printable(words), kDetailBytesMax);
}

}  // namespace

SupabaseRefusal read_supabase_refusal(const HttpAnswer& answer) {
  const auto told = read_body(answer);
  return {.kind = kind_of(told), .status = told.status, .detail = detail_of(told)};
}

}  // namespace pixferry
