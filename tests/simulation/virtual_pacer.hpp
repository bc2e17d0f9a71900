#pragma once

#include "pipeline/pacing/local_pacer.hpp"
#include "testing/manual_clock.hpp"

namespace pixferry {

/// The real pacer in virtual time: who has to wait for a moment moves the clock on, and for more
/// than that it is told when to come back. Single threaded.
class VirtualPacer final : public Pacer {
 public:
  explicit VirtualPacer(ManualClock& clock) : clock_(clock), real_(clock, {}) {}

  Result<> admit(const Context& context, SourceKind source, unsigned cost) override;
  void throttled(SourceKind source, std::chrono::milliseconds retry_after) override {
    real_.throttled(source, retry_after);
  }
  void succeeded(SourceKind source) override { real_.succeeded(source); }

 private:
  static constexpr std::chrono::milliseconds kMoment{5000};

  ManualClock& clock_;
  LocalPacer real_;
};

}  // namespace pixferry
