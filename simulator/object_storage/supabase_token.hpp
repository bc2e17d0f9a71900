#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "pipeline/model/time.hpp"

namespace pixferry::simulator {

/// The claims as a JWT signed with HMAC-SHA256 (RFC 7515).
std::string signed_token(const boost::json::object& claims, std::string_view secret);

/// Why a token is not taken, in the words of the library that Supabase Storage checks them with:
/// https://github.com/panva/jose
struct TokenRefusal {
  std::string message;
};

/// The claims of a token that this secret signed and that has not expired.
std::variant<boost::json::object, TokenRefusal> read_token(std::string_view token,
                                                           std::string_view secret, Timestamp now);

}  // namespace pixferry::simulator
