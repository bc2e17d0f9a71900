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
#include "simulator/faults/operation.hpp"

namespace pixferry::simulator {

/// A rule of the plan, and how many faults it has caused.
struct StagedFault {
  std::string rule;
  std::uint64_t met = 0;
};

/// Decides for each request whether it meets a fault. A share of requests is drawn from the seed,
/// the id and how often that id was asked for, so the order in which threads ask changes nothing.
/// Thread-safe.
class FaultInjector {
 public:
  /// The clock must outlive the injector.
  FaultInjector(FaultPlan plan, std::uint64_t seed, const Clock& clock);

  /// The fault of a request's answer.
  std::optional<Fault> next(Operation operation, std::string_view file_id, PagePlace place = {});
  /// The lie that a listing tells about a file.
  std::optional<FaultKind> lie_about(std::string_view file_id);

  /// From here on these faults are staged, as if nothing had been asked for before.
  void replace(FaultPlan plan);

  /// What is staged, and how often each rule was met.
  FaultPlan plan() const;
  std::vector<StagedFault> staged() const;

 private:
  /// What a rule remembers of the requests it was asked about.
  struct Memory {
    double requests = 0;
    std::set<std::string, std::less<>> files;
    std::map<std::string, std::uint64_t, std::less<>> requests_by_file;
    Instant second_began{};
    double requests_this_second = 0;
    std::uint64_t met = 0;
  };

  bool meets(std::size_t rule, std::string_view file_id);
  bool drawn(std::size_t rule, std::string_view file_id);
  bool above_rate(std::size_t rule);

  FaultPlan plan_;
  std::uint64_t seed_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::vector<Memory> memory_;
};

}  // namespace pixferry::simulator
