#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/platform/clock.hpp"
#include "simulator/faults/fault_plan.hpp"

namespace pixferry::simulator {

/// Decides for each request whether it meets a fault. A share of requests is drawn from the seed,
/// the id and how often that id was asked for, so the order in which threads ask changes nothing.
/// Thread-safe.
class FaultInjector {
 public:
  /// The clock must outlive the injector.
  FaultInjector(FaultPlan plan, std::uint64_t seed, const Clock& clock);

  std::optional<Fault> next(Operation operation, std::string_view file_id);

 private:
  /// What a rule remembers of the requests it was asked about.
  struct Memory {
    double requests = 0;
    std::set<std::string, std::less<>> files;
    std::map<std::string, std::uint64_t, std::less<>> requests_by_file;
    Instant second_began{};
    double requests_this_second = 0;
  };

  bool meets(std::size_t rule, std::string_view file_id);
  bool drawn(std::size_t rule, std::string_view file_id);
  bool above_rate(std::size_t rule);

  FaultPlan plan_;
  std::uint64_t seed_;
  const Clock& clock_;
  std::mutex mutex_;
  std::vector<Memory> memory_;
};

}  // namespace pixferry::simulator
