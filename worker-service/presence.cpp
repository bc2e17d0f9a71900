#include "worker-service/presence.hpp"

#include "pipeline/platform/log.hpp"

namespace pixferry {
void Presence::run(const std::stop_token& stop) {
  do {
    const auto told = parts_.roster.report(Context{stop}, parts_.identity, state());
    if (!told) log::debug("presence could not be told", {{"detail", told.error().message}});
  } while (report_now_.wait(stop, Roster::kReportEvery));
  const auto left = parts_.roster.leave(Context{}, parts_.identity.id);
  if (!left) log::debug("leave could not be taken", {{"detail", left.error().message}});
}

void Presence::drain() {
  is_draining_ = true;
  report_now_.ring();
}

WorkerState Presence::state() const {
  const auto held = parts_.leases.holdings();
  const auto why = parts_.breaker.why_open();
  return {.files_held = held.files,
          .folders_held = held.folders,
          .is_draining = is_draining_,
          .held_up_by = why ? why->message : ""};
}

}  // namespace pixferry
