#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/metric_family.hpp"

namespace pixferry {

/// What this process counts, from its start on. Thread-safe.
struct Metrics {
  explicit Metrics(const Clock& clock_used) : clock(clock_used) {}

  /// Everything below.
  void write(MetricsText& text) const;

  const Clock& clock;
  HistogramFamily http_requests{
      {"http_server_request_duration_seconds",
       "How long requests took, from the last byte that came to the answer.",
       {"http_request_method", "http_route", "http_response_status_code"}}};
  CounterFamily files{{"pixferry_files_total",
                       "Files whose turn ended here; one that is put off comes again.",
                       {"source", "outcome", "reason"}}};
  CounterFamily bytes{{"pixferry_bytes_total",
                       "Bytes fetched from sources (in) and stored as images (out).",
                       {"source", "direction"}}};
  HistogramFamily stages{{"pixferry_stage_duration_seconds",
                          "How long the stages of an import took: list, download, decode, upload, "
                          "commit.",
                          {"stage"}}};
  CounterFamily throttle_seconds{{"pixferry_provider_throttle_seconds_total",
                                  "How long sources asked this process to stay away.",
                                  {"source"}}};
  CounterFamily webhook_calls{{"pixferry_webhook_calls_total",
                               "Calls of webhooks: accepted, or refused in whatever way.",
                               {"outcome"}}};
  std::atomic<std::int64_t> sse_clients = 0;  ///< who follow a job now
};

/// Measures a stage from its making to its end. Without metrics it does nothing.
class StageTimer {
 public:
  StageTimer(Metrics* metrics, std::string_view stage);
  ~StageTimer();
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;

 private:
  Metrics* metrics_;
  std::string_view stage_;
  Instant begin_;
};

/// A span of time as metrics have it.
double seconds_of(std::chrono::nanoseconds duration);

}  // namespace pixferry
