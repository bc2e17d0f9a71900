#pragma once

#include <string>
#include <string_view>

#include "simulator/http/request.hpp"
#include "simulator/http/response.hpp"

namespace pixferry::simulator {

/// The error bodies of Supabase Storage, as a server of August 2026 gives them. Their HTTP status
/// is 400 unless said otherwise; the true one stands in the body as a text. `code` is the machine's
/// word: https://github.com/supabase/storage/blob/master/src/internal/errors/codes.ts
struct SupabaseError {
  std::string_view status_code;
  std::string_view error;
  std::string_view message;
  std::string_view code;
  int http_status = 400;
};

Response error_response(const SupabaseError& error);

Response no_such_bucket();
Response no_such_key();
Response already_exists(std::string_view code);
Response entity_too_large();
Response access_denied(std::string_view message);
Response row_level_security();
Response invalid_request(std::string_view message);
Response invalid_mime_type(std::string_view mime_type);
Response invalid_key(std::string_view key);
Response invalid_jwt(std::string_view message);
Response internal_error();

/// The one error that tells its status as a number, for routes that Storage does not have.
Response unknown_route(const Request& request);

/// Of the gateway that stands before Storage: HTTP 401 in a shape of its own.
Response no_api_key();
Response invalid_api_key();

}  // namespace pixferry::simulator
