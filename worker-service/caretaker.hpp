#pragma once

#include <stop_token>
#include <thread>

#include "pipeline/collect_garbage.hpp"
#include "pipeline/delete_jobs.hpp"
#include "pipeline/model/limits.hpp"
#include "worker-service/circuit_breaker.hpp"

namespace pixferry {

/// Carries out in the background what people deleted: clears jobs away within moments, and removes
/// the objects that nothing names any more. In one thread, from its constructor on; destroyed, it
/// leaves the rest to others or to later.
class Caretaker {
 public:
  struct Parts {
    DeleteJobs& delete_jobs;
    CollectGarbage& collect_garbage;
    const CircuitBreaker& breaker;
    const Clock& clock;
    const Limits& limits;
  };

  explicit Caretaker(Parts parts);

 private:
  void run(const std::stop_token& stop);
  void delete_jobs(const Context& context);
  void collect(const Context& context);

  Parts parts_;
  Instant collect_at_ = Instant::min();
  std::jthread thread_;
};

}  // namespace pixferry
