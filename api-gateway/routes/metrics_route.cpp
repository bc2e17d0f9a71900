#include "api-gateway/routes/metrics_route.hpp"

#include <array>
#include <map>

#include "api-gateway/routes/stats_routes.hpp"
#include "pipeline/model/job.hpp"

namespace pixferry::routes {
namespace {

using Type = MetricsText::Type;

constexpr std::array kStates{JobState::processing, JobState::paused, JobState::completed,
                             JobState::failed, JobState::cancelled};

void write_sample(MetricsText& text, std::string_view label, std::string_view value,
                  std::int64_t number) {
  const std::array labels{MetricLabel{label, value}};
  text.sample(labels, static_cast<double>(number));
}

void write_jobs(MetricsText& text, const JobTotals& totals) {
  text.family("pixferry_jobs", Type::gauge, "Jobs in the catalog.");
  for (const auto state : kStates) {
    const auto found = totals.jobs.find(state);
    write_sample(text, "state", name(state), found == totals.jobs.end() ? 0 : found->second);
  }
}

void write_workers(MetricsText& text, const std::vector<WorkerRecord>& workers) {
  std::map<std::string_view, std::int64_t> counts;
  for (const auto condition : kWorkerConditions) counts[condition] = 0;
  for (const auto& worker : workers) ++counts[condition_of(worker)];
  text.family("pixferry_workers", Type::gauge, "Processes that import.");
  for (const auto& [condition, count] : counts) write_sample(text, "state", condition, count);
}

void write_backlog(MetricsText& text, const WorkBacklog& backlog, Timestamp now) {
  text.gauge("pixferry_queue_depth", static_cast<double>(backlog.files),
             "Files that are found and not yet imported, skipped or failed.");
  text.gauge("pixferry_queue_oldest_seconds",
             backlog.oldest ? seconds_of(now - *backlog.oldest) : 0.0,
             "Since when the oldest job with work left is waiting for its end.");
}

void write_catalog(MetricsText& text, const CatalogMetrics& catalog, const Context& context,
                   Timestamp now) {
  const auto totals = catalog.journal.totals(context, kDefaultOwner);
  const auto workers = catalog.roster.workers(context);
  const auto backlog = catalog.backlog.read(context);
  const bool is_up = totals && workers && backlog;
  text.gauge("pixferry_catalog_up", is_up ? 1 : 0, "Whether the catalog answers.");
  if (totals) write_jobs(text, *totals);
  if (workers) write_workers(text, *workers);
  if (backlog) write_backlog(text, *backlog, now);
}

http::Response show(const MetricsParts& parts, const http::Request& request) {
  MetricsText text;
  text.family("pixferry_build_info", Type::gauge, "Of which version this process is.");
  write_sample(text, "version", parts.version, 1);
  if (parts.catalog) {
    write_catalog(text, *parts.catalog, request.context, parts.metrics.clock.now());
  }
  parts.metrics.write(text);
  return {200, {{"Content-Type", std::string{MetricsText::kContentType}}}, text.take()};
}

}  // namespace

void add_metrics_route(http::Router& router, const MetricsParts& parts) {
  router.add({"GET", "/metrics",
              [parts](const http::Request& request) { return show(parts, request); },
              http::Access::keyed});
}

}  // namespace pixferry::routes
