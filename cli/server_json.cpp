#include "cli/server_json.hpp"

#include <charconv>

#include "pipeline/platform/json.hpp"

namespace pixferry {
namespace {

using json::bj::object;

std::int64_t number_at(const object& from, std::string_view key) {
  return json::integer_at(from, key).value_or(0);
}

std::optional<int> digits(std::string_view text, std::size_t begin, std::size_t count) {
  int number = 0;
  const auto* first = text.data() + begin;
  const auto parsed = std::from_chars(first, first + count, number);
  if (parsed.ec != std::errc{} || parsed.ptr != first + count) return std::nullopt;
  return number;
}

/// "2026-01-31T10:00:00", whatever comes behind it.
std::optional<Timestamp> time_in(std::string_view text) {
  if (text.size() < 19 || text[10] != 'T') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         std::chrono::seconds{*second};
}

std::optional<Timestamp> time_at(const object& from, std::string_view key) {
  return time_in(json::text_at(from, key));
}

ErrorCode code_at(const object& from, std::string_view key) {
  return error_code_named(json::text_at(from, key)).value_or(ErrorCode::internal);
}

Tally tally_in(const object& from) {
  return {.total = number_at(from, "total_files"),
          .imported = number_at(from, "imported_files"),
          .skipped = number_at(from, "skipped_files"),
          .failed = number_at(from, "failed_files"),
          .bytes_total = number_at(from, "bytes_total"),
          .bytes_done = number_at(from, "bytes_done")};
}

ImageFacts facts_in(const object& from) {
  ImageFacts facts;
  const auto width = json::integer_at(from, "width");
  const auto height = json::integer_at(from, "height");
  if (width && height) {
    facts.size = PixelSize{*width, *height};
  }
  if (const auto taken = time_at(from, "taken_at")) {
    facts.taken_at = CaptureTime{.local_ms = to_milliseconds(*taken), .offset_minutes = {}};
  }
  facts.thumbnails =
      thumbnail_state_named(json::text_at(from, "thumbnail_state")).value_or(ThumbnailState::none);
  return facts;
}

Error not_understood(std::string_view what) {
  return {ErrorCode::network, "the server's answer holds no " + std::string{what} +
                                  "; is it Pixferry, and of this version?"};
}

}  // namespace

Result<JobSnapshot> job_from(const object& from) {
  const auto id = JobId::parse(json::text_at(from, "job_id"));
  const auto source = source_kind_named(json::text_at(from, "source"));
  const auto state = job_state_named(json::text_at(from, "status"));
  if (!id || !source || !state) return not_understood("job");
  JobSnapshot job;
  job.id = *id;
  job.source = *source;
  job.state = *state;
  job.folder_url = json::text_at(from, "folder_url");
  job.folder_name = json::text_at(from, "folder_name");
  job.tally = tally_in(from);
  job.pending_folders = json::flag_at(from, "listing_done").value_or(false) ? 0 : 1;
  job.unreadable_folders = number_at(from, "unreadable_folders");
  job.vanished_files = json::integer_at(from, "vanished_files");
  if (const auto* error = json::object_at(from, "error")) {
    job.error = JobError{code_at(*error, "code"), json::text_at(*error, "message")};
  }
  job.throttled_until = time_at(from, "throttled_until");
  job.created_at = time_at(from, "created_at").value_or(Timestamp{});
  job.started_at = time_at(from, "started_at");
  job.finished_at = time_at(from, "finished_at");
  return job;
}

std::vector<FailureGroup> failures_from(const object& reply) {
  std::vector<FailureGroup> groups;
  for (const auto& group : objects_at(reply, "failures")) {
    const auto* example = json::object_at(group, "example");
    const auto& shown = example ? *example : object{};
    groups.push_back({.reason = code_at(group, "reason"),
                      .count = number_at(group, "count"),
                      .example_name = json::text_at(shown, "name"),
                      .example_detail = json::text_at(shown, "detail")});
  }
  return groups;
}

Result<Image> image_from(const object& from) {
  const auto source = source_kind_named(json::text_at(from, "source"));
  const auto sha256 = Sha256::from_hex(json::text_at(from, "sha256"));
  const auto type = image_type_with_mime(json::text_at(from, "mime_type"));
  const auto id = json::integer_at(from, "id");
  if (!source || !sha256 || !type || !id) return not_understood("image");
  Image image;
  image.id = ImageId{*id};
  image.source = *source;
  image.source_file_id = json::text_at(from, "source_file_id");
  image.name = json::text_at(from, "name");
  image.path = json::text_at(from, "path");
  image.blob = {.sha256 = *sha256,
                .size_bytes = number_at(from, "size"),
                .type = *type,
                .key = {json::text_at(from, "object_key")}};
  image.created_at = time_at(from, "created_at").value_or(Timestamp{});
  image.facts = facts_in(from);
  return image;
}

std::vector<object> objects_at(const object& reply, std::string_view key) {
  std::vector<object> objects;
  const auto* array = json::array_at(reply, key);
  if (array == nullptr) return objects;
  for (const auto& value : *array) {
    if (const auto* found = value.if_object()) objects.push_back(*found);
  }
  return objects;
}

}  // namespace pixferry
