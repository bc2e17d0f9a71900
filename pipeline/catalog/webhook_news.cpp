#include "pipeline/catalog/webhook_news.hpp"

#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/tallies.hpp"
#include "pipeline/catalog/webhook_rows.hpp"
#include "pipeline/model/job.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pixferry {
namespace {

/// What is to be told of a job as a row of sql::find_wanted_webhooks has it.
boost::json::object news_of_job(const SqlRow& row) {
  const auto total = row.integer(6);
  const auto imported = row.integer(7);
  const auto failed = row.integer(9);
  // What is pending of a cancelled job will be skipped.
  const auto skipped = total - imported - failed;
  boost::json::value error = nullptr;
  if (!row.is_null(11)) {
    error = boost::json::object{{"code", row.text(11)}, {"message", row.text(12)}};
  }
  return {{"job_id", row.text(1)},
          {"status", row.text(2)},
          {"source", row.text(3)},
          {"folder_name", row.text(4)},
          {"folder_url", row.text(5)},
          {"total_files", total},
          {"imported_files", imported},
          {"skipped_files", skipped},
          {"failed_files", failed},
          {"bytes_done", row.integer(10)},
          {"error", error},
          {"created_at", rfc3339(from_milliseconds(row.integer(13)))},
          {"finished_at", rfc3339(from_milliseconds(row.integer(14)))}};
}

/// Of this job, its last event and this webhook: never given twice, whoever asks.
std::string message_id(const SqlRow& row) {
  auto job = row.text(1);
  std::erase(job, '-');
  return fmt::format("msg_{}_{}_{}", job, row.integer(15), row.text(0).substr(3));
}

WebhookMessage message_from(const SqlRow& row, Timestamp now) {
  return {.webhook = row.text(0),
          .id = message_id(row),
          .event = webhook_event_named("job." + row.text(2)).value(),
          .at = now,
          .data = news_of_job(row),
          .job = row.text(1),
          .trace_parent = row.text(16)};
}

}  // namespace

void tell_webhooks(Statements& tx, const std::vector<std::string>& ended_jobs,
                   std::int64_t now_ms) {
  boost::json::array deliveries;
  for (const auto& row : tx.rows(sql::find_wanted_webhooks, {json_of_jobs(ended_jobs)})) {
    deliveries.push_back(delivery_row(message_from(row, from_milliseconds(now_ms))));
  }
  if (!deliveries.empty()) {
    tx.run(sql::insert_webhook_deliveries, {json_text(deliveries), now_ms});
  }
}

}  // namespace pixferry
