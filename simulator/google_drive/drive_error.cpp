#include "simulator/google_drive/drive_error.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

Response json_response(int status, const bj::object& body) {
  return text_response(status, kJsonType, bj::serialize(body));
}

}  // namespace

Response error_response(const DriveError& error) {
  bj::object detail{{"domain", error.domain}, {"reason", error.reason}, {"message", error.message}};
  if (!error.location.empty()) {
    detail["locationType"] = error.location_type;
    detail["location"] = error.location;
  }
  return json_response(
      error.status,
      {{"error",
        {{"errors", bj::array{detail}}, {"code", error.status}, {"message", error.message}}}});
}

Response not_found(std::string_view file_id) {
  return error_response({.status = 404,
                         .reason = "notFound",
                         .message = fmt::format("File not found: {}.", file_id),
                         .location = "fileId"});
}

Response invalid_value(std::string_view parameter) {
  return error_response({.reason = "invalid", .message = "Invalid Value", .location = parameter});
}

Response unknown_field(std::string_view field) {
  return error_response({.reason = "invalidParameter",
                         .message = fmt::format("Invalid field selection {}", field),
                         .location = "fields"});
}

Response token_not_valid() {
  auto response = error_response({.status = 401,
                                  .reason = "authError",
                                  .message = "Invalid Credentials",
                                  .location = "Authorization",
                                  .location_type = "header"});
  response.headers.push_back(
      {"WWW-Authenticate",
       R"(Bearer realm="https://accounts.google.com/", error="invalid_token")"});
  return response;
}

Response key_missing() {
  return json_response(
      403, {{"error",
             {{"code", 403},
              {"message",
               "Method doesn't allow unregistered callers (callers without established identity). "
               "Please use API Key or other form of API consumer identity to call this API."},
              {"status", "PERMISSION_DENIED"}}}});
}

Response key_not_valid() {
  const std::string_view message = "API key not valid. Please pass a valid API key.";
  bj::object detail{{"message", message}, {"domain", "global"}, {"reason", "badRequest"}};
  return json_response(400, {{"error",
                              {{"code", 400},
                               {"message", message},
                               {"errors", bj::array{detail}},
                               {"status", "INVALID_ARGUMENT"}}}});
}

}  // namespace pixferry::simulator
