#include "pipeline/pacing/local_pacer.hpp"

#include "pipeline/pacing/refused_admission.hpp"
#include "pipeline/platform/wait.hpp"

namespace pixferry {

LocalPacer::LocalPacer(const Clock& clock, const PaceLimits& limits)
    : clock_(clock),
      google_drive_(limits.google_drive_rate_max),
      dropbox_(limits.dropbox_rate_max) {}

Result<> LocalPacer::admit(const Context& context, SourceKind source, unsigned cost) {
  auto& lane = lane_of(source);
  std::unique_lock lock{lane.mutex};
  while (true) {
    if (context.is_stopped()) return stopped_before_sending();
    const auto now = clock_.steady();
    const auto earliest = lane.pace.earliest(now);
    if (earliest > context.deadline) return opens_too_late(source, earliest - now);
    const auto send_at = lane.pace.book(now, cost);
    const auto schedule = lane.pace.schedule();
    const bool is_void = wait_until(lane.rescheduled, lock, context.until(send_at), clock_,
                                    [&] { return lane.pace.schedule() != schedule; });
    if (!is_void && !context.is_stopped()) return {};
  }
}

void LocalPacer::throttled(SourceKind source, std::chrono::milliseconds retry_after) {
  auto& lane = lane_of(source);
  {
    const std::lock_guard lock{lane.mutex};
    lane.pace.throttled(clock_.steady(), retry_after);
  }
  lane.rescheduled.notify_all();
}

void LocalPacer::succeeded(SourceKind source) {
  auto& lane = lane_of(source);
  const std::lock_guard lock{lane.mutex};
  lane.pace.succeeded(clock_.steady());
}

}  // namespace pixferry
