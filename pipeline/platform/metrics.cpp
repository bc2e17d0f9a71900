#include "pipeline/platform/metrics.hpp"

namespace pixferry {

double seconds_of(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double>{duration}.count();
}

void Metrics::write(MetricsText& text) const {
  http_requests.write(text);
  files.write(text);
  bytes.write(text);
  stages.write(text);
  throttle_seconds.write(text);
  webhook_calls.write(text);
  text.gauge("pixferry_sse_clients", static_cast<double>(sse_clients.load()),
             "Clients that follow a job by events.");
}

StageTimer::StageTimer(Metrics* metrics, std::string_view stage)
    : metrics_(metrics),
      stage_(stage),
      begin_(metrics == nullptr ? Instant{} : metrics->clock.steady()) {}

StageTimer::~StageTimer() {
  if (metrics_ == nullptr) return;
  metrics_->stages.observe({std::string{stage_}}, seconds_of(metrics_->clock.steady() - begin_));
}

}  // namespace pixferry
