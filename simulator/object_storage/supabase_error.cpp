#include "simulator/object_storage/supabase_error.hpp"

#include <fmt/format.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

constexpr std::string_view kJsonType = "application/json; charset=utf-8";

}  // namespace

Response error_response(const SupabaseError& error) {
  return text_response(error.http_status, kJsonType,
                       bj::serialize(bj::object{{"statusCode", error.status_code},
                                                {"error", error.error},
                                                {"message", error.message},
                                                {"code", error.code}}));
}

Response no_such_bucket() {
  return error_response({"404", "Bucket not found", "Bucket not found", "NoSuchBucket"});
}

Response no_such_key() {
  return error_response({"404", "not_found", "Object not found", "NoSuchKey"});
}

Response already_exists(std::string_view code) {
  return error_response({"409", "Duplicate", "The resource already exists", code});
}

Response entity_too_large() {
  return error_response({"413", "Payload too large", "The object exceeded the maximum allowed size",
                         "EntityTooLarge"});
}

Response access_denied(std::string_view message) {
  return error_response({"403", "Unauthorized", message, "AccessDenied"});
}

Response row_level_security() {
  return access_denied("new row violates row-level security policy");
}

Response invalid_request(std::string_view message) {
  return error_response({"400", "Error", message, "InvalidRequest"});
}

Response invalid_mime_type(std::string_view mime_type) {
  const auto message = fmt::format("mime type {} is not supported", mime_type);
  return error_response({"415", "invalid_mime_type", message, "InvalidMimeType"});
}

Response invalid_key(std::string_view key) {
  const auto message = fmt::format("Invalid key: {}", key);
  return error_response({"400", "InvalidKey", message, "InvalidKey"});
}

Response invalid_jwt(std::string_view message) {
  return error_response({"400", "InvalidJWT", message, "InvalidJWT"});
}

Response internal_error() {
  return error_response({"500", "Internal", "Internal Server Error", "InternalError", 500});
}

Response unknown_route(const Request& request) {
  return text_response(
      404, kJsonType,
      bj::serialize(bj::object{
          {"message", fmt::format("Route {}:{} not found", request.method, request.path)},
          {"error", "Not Found"},
          {"statusCode", 404}}));
}

Response no_api_key() {
  return text_response(401, kJsonType,
                       R"({"message":"No API key found in request",)"
                       R"("hint":"No `apikey` request header or url param was found."})");
}

Response invalid_api_key() {
  return text_response(401, kJsonType,
                       R"({"message":"Invalid API key",)"
                       R"("hint":"Double check your Supabase `anon` or `service_role` API key."})");
}

}  // namespace pixferry::simulator
