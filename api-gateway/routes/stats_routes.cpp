#include "api-gateway/routes/stats_routes.hpp"

#include <array>

#include "api-gateway/http/json_writer.hpp"
#include "api-gateway/http/problem.hpp"

namespace pixferry::routes {
namespace {

constexpr std::array kStates{JobState::processing, JobState::paused, JobState::completed,
                             JobState::failed, JobState::cancelled};

void write_totals(http::JsonWriter& json, const JobTotals& totals) {
  json.key("jobs").begin_object();
  for (const auto state : kStates) {
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
      .end_object();
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

http::Response show(Journal& journal, Roster& roster, const http::Request& request) {
  const auto totals = journal.totals(request.context, kDefaultOwner);
  if (!totals) return http::to_response(http::problem_of(totals.error()), request.request_id);
  const auto workers = roster.workers(request.context);
  if (!workers) return http::to_response(http::problem_of(workers.error()), request.request_id);
  http::JsonWriter json;
  json.begin_object();
  write_totals(json, *totals);
  json.key("workers").begin_array();
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

void add_stats_routes(http::Router& router, Journal& journal, Roster& roster) {
  router.add(
      {"GET", "/stats",
       [&journal, &roster](const http::Request& request) { return show(journal, roster, request); },
       http::Access::keyed});
}

}  // namespace pixferry::routes
