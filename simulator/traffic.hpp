#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "simulator/faults/fault_injector.hpp"
#include "simulator/faults/operation.hpp"

namespace pixferry::simulator {

/// What a simulator has been asked and has answered so far.
struct Counters {
  struct Of {
    std::uint64_t requests = 0;
    std::uint64_t faults = 0;
  };
  std::array<Of, kOperations.size()> operations{};
  std::uint64_t other_requests = 0;  ///< that Drive does not know
  std::uint64_t body_bytes = 0;      ///< of downloads, as announced
  std::uint64_t connections = 0;
  std::uint64_t in_flight_max = 0;                ///< requests being answered at the same time
  std::uint64_t refusals = 0;                     ///< staged answers of 403 and 429
  std::uint64_t requests_before_retry_after = 0;  ///< see EarlyRequests
  std::vector<StagedFault> staged;  ///< the rules in force, and how often each was met

  const Of& of(Operation operation) const {
    return operations[static_cast<std::size_t>(operation)];
  }
  /// The body of GET /sim/stats.
  std::string json() const;
};

/// The counters while they count. Thread-safe.
class Traffic {
 public:
  /// Counts a request as in flight while it lives.
  class InFlight {
   public:
    explicit InFlight(Traffic& traffic);
    ~InFlight() { --traffic_.in_flight_; }
    InFlight(const InFlight&) = delete;
    InFlight& operator=(const InFlight&) = delete;

   private:
    Traffic& traffic_;
  };

  void count_request(Operation operation) { ++requests_[static_cast<std::size_t>(operation)]; }
  void count_fault(Operation operation) { ++faults_[static_cast<std::size_t>(operation)]; }
  void count_other_request() { ++other_requests_; }
  void count_refusal() { ++refusals_; }
  void count_body(std::uint64_t size_bytes) { body_bytes_ += size_bytes; }

  Counters read() const;

 private:
  std::array<std::atomic<std::uint64_t>, kOperations.size()> requests_{};
  std::array<std::atomic<std::uint64_t>, kOperations.size()> faults_{};
  std::atomic<std::uint64_t> other_requests_ = 0;
  std::atomic<std::uint64_t> body_bytes_ = 0;
  std::atomic<std::uint64_t> refusals_ = 0;
  std::atomic<std::uint64_t> in_flight_ = 0;
  std::atomic<std::uint64_t> in_flight_max_ = 0;
};

}  // namespace pixferry::simulator
