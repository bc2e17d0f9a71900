#include "api-gateway/routes/job_json.hpp"

namespace pixferry::routes {
namespace {

void write_time(http::JsonWriter& json, std::string_view key, std::optional<Timestamp> time) {
  json.key(key);
  if (time) {
    json.value(rfc3339(*time));
  } else {
    json.null();
  }
}

void write_error(http::JsonWriter& json, const std::optional<JobError>& error) {
  json.key("error");
  if (!error) {
    json.null();
    return;
  }
  json.begin_object()
      .field("code", name(error->code))
      .field("message", error->message)
      .field("hint", hint(error->code))
      .end_object();
}

void write_counts(http::JsonWriter& json, const JobSnapshot& job) {
  const auto& tally = job.tally;
  json.field("total_files", tally.total)
      .field("processed_files", tally.processed())
      .field("failed_files", tally.failed)
      .field("progress_percent", progress_percent(job))
      .field("imported_files", tally.imported)
      .field("skipped_files", tally.skipped)
      .field("pending_files", tally.pending())
      .field("listing_done", job.listing_done())
      .field("unreadable_folders", job.unreadable_folders);
}

void write_pace(http::JsonWriter& json, const JobSnapshot& job) {
  json.field("bytes_total", job.tally.bytes_total)
      .field("bytes_done", job.tally.bytes_done)
      .field("files_per_second", job.rate.files_per_second)
      .field("bytes_per_second", static_cast<std::int64_t>(job.rate.bytes_per_second))
      .optional_field("eta_seconds", eta_seconds(job));
}

void write_members(http::JsonWriter& json, const JobSnapshot& job) {
  json.field("job_id", job.id.text())
      .field("status", name(job.state))
      .field("source", name(job.source));
  write_counts(json, job);
  json.optional_field("vanished_files", job.vanished_files);
  write_pace(json, job);
  json.field("folder_name", job.folder_name).field("folder_url", job.folder_url);
  write_error(json, job.error);
  write_time(json, "throttled_until", job.throttled_until);
  write_time(json, "created_at", job.created_at);
  write_time(json, "started_at", job.started_at);
  write_time(json, "finished_at", job.finished_at);
}

}  // namespace

void write_job(http::JsonWriter& json, const JobSnapshot& job) {
  json.begin_object();
  write_members(json, job);
  json.end_object();
}

std::string retried_job_json(const JobSnapshot& job, std::int64_t retried_files) {
  http::JsonWriter json;
  json.begin_object();
  write_members(json, job);
  json.field("retried_files", retried_files).end_object();
  return json.take();
}

std::string job_json(const JobSnapshot& job) {
  http::JsonWriter json;
  write_job(json, job);
  return json.take();
}

std::string progress_json(const JobSnapshot& job) {
  http::JsonWriter json;
  json.begin_object().field("status", name(job.state));
  write_counts(json, job);
  write_pace(json, job);
  json.field("folder_name", job.folder_name);
  write_time(json, "throttled_until", job.throttled_until);
  json.end_object();
  return json.take();
}

std::string job_page_json(const JobPage& page) {
  http::JsonWriter json;
  json.begin_object().key("jobs").begin_array();
  for (const auto& job : page.jobs) write_job(json, job);
  json.end_array().key("next_cursor");
  if (page.next_cursor.empty()) {
    json.null();
  } else {
    json.value(page.next_cursor);
  }
  json.end_object();
  return json.take();
}

}  // namespace pixferry::routes
