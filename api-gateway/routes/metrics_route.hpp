#pragma once

#include <optional>
#include <string>

#include "api-gateway/http/router.hpp"
#include "pipeline/catalog/journal.hpp"
#include "pipeline/catalog/roster.hpp"
#include "pipeline/catalog/work_backlog.hpp"
#include "pipeline/platform/metrics.hpp"

namespace pixferry::routes {

/// What is counted in the catalog, for all processes.
struct CatalogMetrics {
  Journal& journal;
  Roster& roster;
  WorkBacklogReader& backlog;
};

struct MetricsParts {
  const Metrics& metrics;
  std::string version;
  std::optional<CatalogMetrics> catalog = std::nullopt;  ///< none: what this process counts alone
};

/// GET /metrics, in the text format of Prometheus. A catalog that does not answer is a metric too.
void add_metrics_route(http::Router& router, const MetricsParts& parts);

}  // namespace pixferry::routes
