#include "simulator/object_storage/supabase_gate.hpp"

#include <fmt/format.h>

#include "pipeline/platform/json.hpp"
#include "simulator/object_storage/supabase_error.hpp"
#include "simulator/object_storage/supabase_token.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

constexpr std::string_view kJwtSecret = "simulated-jwt-secret-with-at-least-32-characters";
constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kNoAuthorization = "headers must have required property 'authorization'";

std::int64_t seconds_of(Timestamp time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace

SupabaseGate::SupabaseGate(OpaqueKeys opaque_keys, const Clock& clock)
    : opaque_keys_(opaque_keys), clock_(clock) {}

std::string SupabaseGate::key_with_role(std::string_view role,
                                        std::chrono::seconds valid_for) const {
  const auto now = clock_.now();
  return signed_token({{"iss", "supabase"},
                       {"ref", "simulated"},
                       {"role", role},
                       {"iat", seconds_of(now)},
                       {"exp", seconds_of(now + valid_for)}},
                      kJwtSecret);
}

std::string SupabaseGate::token_for(std::string_view place, std::chrono::seconds valid_for) const {
  const auto now = clock_.now();
  return signed_token(
      {{"url", place}, {"iat", seconds_of(now)}, {"exp", seconds_of(now + valid_for)}}, kJwtSecret);
}

std::optional<Response> SupabaseGate::refusal_of(std::string_view token,
                                                 std::string_view place) const {
  const auto read = read_token(token, kJwtSecret, clock_.now());
  if (const auto* refusal = std::get_if<TokenRefusal>(&read)) return invalid_jwt(refusal->message);
  if (json::text_at(std::get<bj::object>(read), "url") == place) return std::nullopt;
  return error_response({"400", "InvalidSignature", "Invalid signature", "InvalidSignature"});
}

std::variant<SupabaseGate::Role, Response> SupabaseGate::role_of(const Request& request) const {
  const auto key = request.header("apikey");
  const auto authorization = request.header("Authorization");
  if (key.empty()) return no_api_key();
  if (key.starts_with("sb_")) return role_of_opaque_key(key, authorization);
  if (key.find('.') == key.npos) return invalid_api_key();
  return role_in_token(authorization);
}

std::variant<SupabaseGate::Role, Response> SupabaseGate::role_of_opaque_key(
    std::string_view key, std::string_view authorization) const {
  if (key != kSecretKey && key != kPublishableKey) return invalid_api_key();
  const bool is_in_both = authorization == fmt::format("{}{}", kBearer, key);
  if (opaque_keys_ == OpaqueKeys::in_both_headers && authorization.empty()) {
    return invalid_request(kNoAuthorization);
  }
  if (opaque_keys_ == OpaqueKeys::in_apikey_alone && is_in_both) {
    return access_denied("Invalid Compact JWS");
  }
  if (!authorization.empty() && !is_in_both) return role_in_token(authorization);
  return key == kSecretKey ? Role::service : Role::anon;
}

std::variant<SupabaseGate::Role, Response> SupabaseGate::role_in_token(
    std::string_view authorization) const {
  if (!authorization.starts_with(kBearer)) return invalid_request(kNoAuthorization);
  const auto read = read_token(authorization.substr(kBearer.size()), kJwtSecret, clock_.now());
  if (const auto* refusal = std::get_if<TokenRefusal>(&read)) {
    return access_denied(refusal->message);
  }
  const auto role = json::text_at(std::get<bj::object>(read), "role");
  if (role == "service_role") return Role::service;
  if (role == "anon") return Role::anon;
  return error_response(
      {"500", "DatabaseError", "database error, code: 22023", "DatabaseError", 500});
}

}  // namespace pixferry::simulator
