#include "api-gateway/routes/stats_routes.hpp"

#include <algorithm>
#include <array>

#include "api-gateway/http/json_writer.hpp"
#include "api-gateway/routes/find_job.hpp"

namespace pixferry::routes {
namespace {

constexpr std::array kJobStates{JobState::processing, JobState::paused, JobState::completed,
                             JobState::failed, JobState::cancelled};

void write_totals(http::JsonWriter& json, const JobTotals& totals) {
  json.key("jobs").begin_object();
  for (const auto state : kJobStates) {
    const auto found = totals.jobs.find(state);
    json.field(name(state), found == totals.jobs.end() ? std::int64_t{0} : found->second);
  }
  const auto& files = totals.files;
  json.end_object()
      .key("files")
      .begin_object()
      .field("total", files.total)
      .field("imported", files.imported)
      .field("skipped", files.skipped)
      .field("failed", files.failed)
      .field("pending", files.pending())
      .field("bytes_total", files.bytes_total)
      .field("bytes_done", files.bytes_done)
      .end_object();
}

void write_pace(http::JsonWriter& json, const JobTotals& totals) {
  json.field("files_per_second", totals.rate.files_per_second)
      .field("bytes_per_second", static_cast<std::int64_t>(totals.rate.bytes_per_second))
      .key("queue")
      .begin_object()
      .field("files", totals.queued_files)
      .field("folders", totals.queued_folders)
      .end_object()
      .key("throttles")
      .begin_array();
  for (const auto& [source, throttle] : totals.throttles) {
    json.begin_object()
        .field("source", name(source))
        .field("jobs", throttle.jobs)
        .field("until", rfc3339(throttle.until))
        .end_object();
  }
  json.end_array();
}

void write_worker(http::JsonWriter& json, const WorkerRecord& worker) {
  const auto& [identity, state, started_at, seen_at, is_silent] = worker;
  json.begin_object()
      .field("id", identity.id)
      .field("host", identity.host)
      .field("process_id", identity.process_id)
      .field("version", identity.version)
      .field("status", condition_of(worker))
      .field("transfers", identity.transfers)
      .field("files_held", state.files_held)
      .field("folders_held", state.folders_held)
      .key("held_up_by");
  if (state.held_up_by.empty()) {
    json.null();
  } else {
    json.value(state.held_up_by);
  }
  json.field("started_at", rfc3339(started_at)).field("seen_at", rfc3339(seen_at)).end_object();
}

http::Response show(const StatsParts& parts, const http::Request& request) {
  const auto totals = parts.journal.totals(request.context, kDefaultOwner);
  if (!totals) return failure(totals.error(), request);
  const auto images = parts.gallery.page(request.context, kDefaultOwner, {}, 1, 1);
  if (!images) return failure(images.error(), request);
  const auto workers = parts.roster.workers(request.context);
  if (!workers) return failure(workers.error(), request);
  http::JsonWriter json;
  json.begin_object();
  write_totals(json, *totals);
  json.field("images", images->total);
  write_pace(json, *totals);
  json.field("workers_alive", std::ranges::count(*workers, false, &WorkerRecord::is_silent))
      .key("workers")
      .begin_array();
  for (const auto& worker : *workers) write_worker(json, worker);
  json.end_array().end_object();
  return http::json_response(200, json.take());
}

}  // namespace

std::string_view condition_of(const WorkerRecord& worker) {
  if (worker.is_silent) return "silent";
  if (worker.state.is_draining) return "draining";
  if (!worker.state.held_up_by.empty()) return "held_up";
  return worker.state.files_held + worker.state.folders_held > 0 ? "working" : "idle";
}

void add_stats_routes(http::Router& router, const StatsParts& parts) {
  router.add({"GET", "/stats",
              [parts](const http::Request& request) { return show(parts, request); },
              http::Access::keyed});
}

}  // namespace pixferry::routes
