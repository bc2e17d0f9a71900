#pragma once

#include "pipeline/pacing/pacer.hpp"
#include "pipeline/platform/metrics.hpp"

namespace pixferry {

/// A pacer that adds up for how long it was asked to stay away. As thread-safe as what it wraps.
class MeasuredPacer final : public Pacer {
 public:
  MeasuredPacer(Pacer& pacer, Metrics& metrics) : pacer_(pacer), metrics_(metrics) {}

  Result<> admit(const Context& context, SourceKind source, unsigned cost) override {
    return pacer_.admit(context, source, cost);
  }
  void throttled(SourceKind source, std::chrono::milliseconds retry_after) override {
    metrics_.throttle_seconds.add({std::string{name(source)}}, seconds_of(retry_after));
    pacer_.throttled(source, retry_after);
  }
  void succeeded(SourceKind source) override { pacer_.succeeded(source); }

 private:
  Pacer& pacer_;
  Metrics& metrics_;
};

}  // namespace pixferry
