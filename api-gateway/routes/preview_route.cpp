#include "api-gateway/routes/preview_route.hpp"

#include "api-gateway/http/json_writer.hpp"
#include "api-gateway/routes/import_body.hpp"

namespace pixferry::routes {
namespace {

std::optional<std::string> unless_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

void write_endings(http::JsonWriter& json, const Preview& preview, bool skipped) {
  json.key(skipped ? "skipped" : "failed").begin_array();
  for (const auto& [ending, count] : preview.endings) {
    if (ending.skipped != skipped) continue;
    json.begin_object()
        .field("reason", name(ending.reason))
        .field("count", count)
        .field("hint", hint(ending.reason))
        .end_object();
  }
  json.end_array();
}

void write_types(http::JsonWriter& json, const Preview& preview) {
  json.key("types").begin_array();
  for (const auto& [type, count] : preview.types) {
    json.begin_object().field("mime_type", type).field("count", count).end_object();
  }
  json.end_array();
}

std::string preview_json(const Preview& preview) {
  http::JsonWriter json;
  json.begin_object()
      .field("provider", name(preview.source))
      .field("name", preview.name)
      .field("folder_url", preview.folder_url)
      .field("single_file", preview.is_single_file)
      .field("complete", preview.is_complete)
      .optional_field("cut_short_by", unless_empty(preview.cut_short_by))
      .field("folders", preview.folders)
      .field("unreadable_folders", preview.unreadable_folders)
      .field("images", preview.images)
      .field("images_of_unknown_size", preview.images_of_unknown_size)
      .field("bytes", preview.bytes)
      .field("already_imported", preview.already_imported)
      .optional_field("unknown", unless_empty(what_is_unknown(preview)));
  write_types(json, preview);
  write_endings(json, preview, true);
  write_endings(json, preview, false);
  json.key("samples").begin_array();
  for (const auto& sample : preview.samples) json.value(sample);
  json.end_array().end_object();
  return json.take();
}

}  // namespace

void add_preview_route(http::Router& router, PreviewImport& preview_import, const Limits& limits) {
  const auto previewing = [&preview_import, &limits](const http::Request& request) {
    const auto body = read_import_body(request, ImportFields::link_only, limits);
    if (const auto* problem = std::get_if<http::Problem>(&body)) {
      return http::to_response(*problem, request.request_id);
    }
    const auto& wanted = std::get<ImportRequest>(body);
    const auto preview = preview_import.run(
        request.context,
        {.owner = wanted.owner, .folder_url = wanted.folder_url, .password = wanted.password});
    if (!preview) return http::to_response(http::problem_of(preview.error()), request.request_id);
    return http::json_response(200, preview_json(*preview));
  };
  router.add({"POST", "/import/preview", previewing, http::Access::keyed});
}

}  // namespace pixferry::routes
