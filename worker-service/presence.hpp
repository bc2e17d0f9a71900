#pragma once

#include <atomic>
#include <stop_token>

#include "pipeline/catalog/roster.hpp"
#include "worker-service/alarm.hpp"
#include "worker-service/circuit_breaker.hpp"
#include "worker-service/lease_keeper.hpp"

namespace pixferry {

/// Tells the others that this process is at work, and what it has in hand.
class Presence {
 public:
  struct Parts {
    Roster& roster;
    const WorkerIdentity& identity;
    const LeaseKeeper& leases;
    const CircuitBreaker& breaker;
  };

  explicit Presence(Parts parts) : parts_(parts) {}

  /// Reports at once and from time to time, until stopped; then takes its leave.
  void run(const std::stop_token& stop);
  /// From now on the process takes nothing new, and says so.
  void drain();

 private:
  WorkerState state() const;

  Parts parts_;
  std::atomic<bool> is_draining_ = false;
  Alarm report_now_;
};

}  // namespace pixferry
