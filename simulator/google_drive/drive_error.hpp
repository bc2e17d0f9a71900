#pragma once

#include <string>
#include <string_view>

#include "simulator/http/response.hpp"

namespace pixferry::simulator {

inline constexpr std::string_view kJsonType = "application/json; charset=UTF-8";

/// The parts of Google's classic error body.
/// https://developers.google.com/workspace/drive/api/guides/handle-errors
struct DriveError {
  int status = 400;
  std::string_view domain = "global";
  std::string_view reason;
  std::string message;
  std::string_view location = {};  ///< the parameter at fault, or empty
  std::string_view location_type = "parameter";
};

Response error_response(const DriveError& error);

// Answers that several places give.
Response not_found(std::string_view file_id);
Response invalid_value(std::string_view parameter);
Response unknown_field(std::string_view field);
Response token_not_valid();
/// The two whose bodies carry a `status` as newer Google APIs do.
Response key_missing();
Response key_not_valid();

}  // namespace pixferry::simulator
