#include "api-gateway/events/event_text.hpp"

#include <fmt/format.h>

#include "api-gateway/http/json_writer.hpp"
#include "api-gateway/routes/job_json.hpp"

namespace pixferry::events {
namespace {

using http::EventStream;

EventStream::Text text_of(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

void write_file(http::JsonWriter& json, const FileEvent& file) {
  json.field("file_id", file.id.value)
      .field("path", file.path)
      .field("state", name(file.state))
      .key("reason");
  if (file.reason) {
    json.value(name(*file.reason));
  } else {
    json.null();
  }
  json.field("detail", file.detail).field("attempts", file.attempts);
}

std::string json_of(const JobEvent& event) {
  http::JsonWriter json;
  json.begin_object();
  if (event.file) {
    write_file(json, *event.file);
  } else {
    json.field("status", name(event.job_state));
  }
  json.field("at", rfc3339(event.at)).end_object();
  return json.take();
}

}  // namespace

EventStream::Text snapshot_text(const JobSnapshot& job, std::int64_t number) {
  return text_of(
      fmt::format("event: snapshot\nid: {}\ndata: {}\n\n", number, routes::job_json(job)));
}

EventStream::Text progress_text(const JobSnapshot& job) {
  return text_of(fmt::format("event: progress\ndata: {}\n\n", routes::progress_json(job)));
}

EventStream::Text event_text(const JobEvent& event) {
  return text_of(fmt::format("event: {}\nid: {}\ndata: {}\n\n", name(event.kind), event.number,
                             json_of(event)));
}

EventStream::Text reset_text() {
  return text_of("event: reset\ndata: {}\n\n");
}

}  // namespace pixferry::events
