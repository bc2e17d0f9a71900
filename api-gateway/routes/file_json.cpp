#include "api-gateway/routes/file_json.hpp"

#include "api-gateway/http/json_writer.hpp"
#include "pipeline/retry_policy.hpp"

namespace pixferry::routes {
namespace {

void write_file(http::JsonWriter& json, const FileRecord& file) {
  json.begin_object()
      .field("file_id", file.id.value)
      .field("path", file.path)
      .optional_field("size", file.size_bytes)
      .field("state", name(file.state))
      .key("reason");
  if (file.reason) {
    json.value(name(*file.reason));
  } else {
    json.null();
  }
  json.field("detail", file.detail).field("attempts", file.attempts).key("image_id");
  if (file.image) {
    json.value(file.image->value);
  } else {
    json.null();
  }
  json.end_object();
}

void write_failure(http::JsonWriter& json, const FailureGroup& group) {
  json.begin_object()
      .field("reason", name(group.reason))
      .field("count", group.count)
      .field("retryable", decide(group.reason) != Decision::fail)
      .field("hint", hint(group.reason))
      .key("example")
      .begin_object()
      .field("name", group.example_name)
      .field("detail", group.example_detail)
      .end_object()
      .end_object();
}

}  // namespace

std::string file_page_json(const FilePage& page) {
  http::JsonWriter json;
  json.begin_object().key("files").begin_array();
  for (const auto& file : page.files) write_file(json, file);
  json.end_array().key("next_cursor");
  if (page.next_after) {
    json.value(std::to_string(page.next_after->value));
  } else {
    json.null();
  }
  json.end_object();
  return json.take();
}

std::string failures_json(const std::vector<FailureGroup>& groups) {
  http::JsonWriter json;
  json.begin_object().key("failures").begin_array();
  for (const auto& group : groups) write_failure(json, group);
  json.end_array().end_object();
  return json.take();
}

}  // namespace pixferry::routes
