#pragma once

#include <optional>
#include <string>

#include "pipeline/model/time.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// What a Supabase key tells of itself. Nothing is verified: only Supabase can do that. Keys come
/// as JWTs, whose role says what they may do, and as opaque texts whose beginning says it:
/// https://supabase.com/docs/guides/api/api-keys
struct SupabaseKey {
  enum class Kind {
    service_jwt,      ///< role service_role
    anon_jwt,         ///< role anon: for browsers
    user_jwt,         ///< any other role
    secret,           ///< sb_secret_…
    publishable,      ///< sb_publishable_…: for browsers
    personal_access,  ///< sbp_…: of a person, for the management API
    unknown,
  };

  Kind kind = Kind::unknown;
  std::string role;                     ///< of a JWT
  std::string project;                  ///< of a hosted project's JWT: the REF of its URL
  std::optional<Timestamp> expires_at;  ///< of a JWT, where it says so

  bool is_jwt() const {
    return kind == Kind::service_jwt || kind == Kind::anon_jwt || kind == Kind::user_jwt;
  }
};

SupabaseKey read_supabase_key(const Secret& key);

}  // namespace pixferry
