#pragma once

#include <condition_variable>
#include <mutex>

#include "pipeline/pacing/pace_state.hpp"
#include "pipeline/pacing/pacer.hpp"

namespace pixferry {

/// Fixed rates in units a second; 0 leaves a provider to the adaptive rate alone.
struct PaceLimits {
  double google_drive_rate_max = 0;
  double dropbox_rate_max = 0;
};

/// The budgets of a process that works alone.
class LocalPacer final : public Pacer {
 public:
  /// The clock is the one of the contexts' deadlines, and must outlive the pacer.
  LocalPacer(const Clock& clock, const PaceLimits& limits);

  Result<> admit(const Context& context, SourceKind source, unsigned cost) override;
  void throttled(SourceKind source, std::chrono::milliseconds retry_after) override;
  void succeeded(SourceKind source) override;

 private:
  struct Lane {
    explicit Lane(double rate_max) : pace(rate_max) {}
    std::mutex mutex;
    std::condition_variable_any rescheduled;
    PaceState pace;
  };
  Lane& lane_of(SourceKind source) {
    return source == SourceKind::google_drive ? google_drive_ : dropbox_;
  }

  const Clock& clock_;
  Lane google_drive_;
  Lane dropbox_;
};

}  // namespace pixferry
