#include "worker-service/caretaker.hpp"

#include <pthread.h>

#include "pipeline/platform/log.hpp"
#include "worker-service/alarm.hpp"

namespace pixferry {
namespace {

constexpr std::chrono::minutes kCollectEvery{1};

/// What the circuit breaker has said once, an outage repeats.
void report(const Context& context, std::string_view message, const Error& error) {
  if (context.is_stopped()) return;
  const auto line = CircuitBreaker::is_outage(error.code) ? log::debug : log::warning;
  line(message, {{"reason", name(error.code)}, {"detail", error.message}});
}

}  // namespace

Caretaker::Caretaker(Parts parts)
    : parts_(parts), thread_([this](const std::stop_token& stop) { run(stop); }) {
  ::pthread_setname_np(thread_.native_handle(), "caretaker");
}

void Caretaker::run(const std::stop_token& stop) {
  const Context context{stop};
  Alarm never;
  do {
    if (parts_.breaker.why_open()) continue;
    delete_jobs(context);
    if (parts_.clock.steady() < collect_at_) continue;
    collect(context);
    collect_at_ = parts_.clock.steady() + kCollectEvery;
  } while (never.wait(stop, parts_.limits.settle_interval));
}

void Caretaker::delete_jobs(const Context& context) {
  if (auto deleted = parts_.delete_jobs.run(context); !deleted) {
    report(context, "deleted jobs could not be cleared away", deleted.error());
  }
}

void Caretaker::collect(const Context& context) {
  while (!context.is_stopped()) {
    const auto turn = parts_.collect_garbage.run(context);
    if (!turn) {
      return report(context, "images that nothing shows could not be removed", turn.error());
    }
    if (!turn->has_more) return;
    log::info("images that nothing shows were removed",
              {{"images", turn->images}, {"bytes", turn->bytes}});
  }
}

}  // namespace pixferry
