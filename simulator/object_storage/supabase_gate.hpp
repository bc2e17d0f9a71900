#pragma once

#include <string>
#include <variant>

#include "pipeline/platform/clock.hpp"
#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// Where a project takes keys that are no JWTs. Projects differ, and answer one that stands in the
/// wrong place as they answer one that is damaged.
enum class OpaqueKeys { in_apikey_alone, in_both_headers };

/// The keys of a simulated Supabase project and what they allow: the gateway's look at `apikey`,
/// then Storage's at `Authorization`. Const and thread-safe.
class SupabaseGate {
 public:
  enum class Role { anon, service };

  /// The clock must outlive the gate.
  SupabaseGate(OpaqueKeys opaque_keys, const Clock& clock);

  /// Who asks, or the answer to somebody who is nobody.
  std::variant<Role, Response> role_of(const Request& request) const;

  /// A JWT of the project with that role, valid for that long from now.
  std::string key_with_role(std::string_view role, std::chrono::seconds valid_for) const;
  /// The token of a signed URL. `place` is "BUCKET/KEY".
  std::string token_for(std::string_view place, std::chrono::seconds valid_for) const;
  /// The refusal of a token that is not, or no longer, one for that place.
  std::optional<Response> refusal_of(std::string_view token, std::string_view place) const;

  static constexpr std::string_view kSecretKey = "sb_secret_simulated";
  static constexpr std::string_view kPublishableKey = "sb_publishable_simulated";

 private:
  std::variant<Role, Response> role_in_token(std::string_view authorization) const;
  std::variant<Role, Response> role_of_opaque_key(std::string_view key,
                                                  std::string_view authorization) const;

  OpaqueKeys opaque_keys_;
  const Clock& clock_;
};

}  // namespace pixferry::simulator
