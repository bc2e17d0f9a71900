#include "simulator/google_drive/about.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "simulator/drive_tree/drive_entry.hpp"
#include "simulator/google_drive/drive_error.hpp"
#include "simulator/google_drive/field_mask.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

bj::object everything() {
  constexpr std::string_view kWord =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  return {{"kind", "drive#about"},
          {"exportFormats", {{kDocumentType, bj::array{"application/pdf", kWord}}}},
          {"importFormats", {{"text/plain", bj::array{kDocumentType}}}}};
}

}  // namespace

Response about_response(const Request& request) {
  if (request.header("Authorization").empty()) {
    return error_response({.status = 401,
                           .reason = "required",
                           .message = "Login Required.",
                           .location = "Authorization",
                           .location_type = "header"});
  }
  const auto fields = request.parameter("fields").value_or("");
  if (fields.empty()) {
    return error_response({.reason = "required",
                           .message = "The 'fields' parameter is required for this method.",
                           .location = "fields"});
  }
  const auto mask = FieldMask::parse(fields);
  if (!mask) return unknown_field(mask.error().message);
  bj::object answer;
  for (const auto& [name, value] : everything()) {
    if (mask->wants(name)) answer[name] = value;
  }
  return text_response(200, kJsonType, bj::serialize(answer));
}

}  // namespace pixferry::simulator
