#include "simulator/faults/fault_injector.hpp"

#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  for (const char c : text) number = scramble(number ^ static_cast<unsigned char>(c));
  return number;
}

bool is_about(const FaultRule& rule, Operation operation, std::string_view file_id) {
  return rule.operation == operation && (rule.file_id.empty() || rule.file_id == file_id);
}

bool fits(FaultKind kind, PagePlace place) {
  switch (scope_of(kind)) {
    case FaultScope::answer: return true;
    case FaultScope::later_page: return place.is_later;
    case FaultScope::last_page: return place.is_last;
    case FaultScope::entry: return false;
  }
  return false;
}

}  // namespace

FaultInjector::FaultInjector(FaultPlan plan, std::uint64_t seed, const Clock& clock)
    : plan_(std::move(plan)), seed_(seed), clock_(clock), memory_(plan_.rules.size()) {}

std::optional<Fault> FaultInjector::next(Operation operation, std::string_view file_id,
                                         PagePlace place) {
  const std::lock_guard lock{mutex_};
  for (std::size_t i = 0; i < plan_.rules.size(); ++i) {
    const auto& rule = plan_.rules[i];
    if (!is_about(rule, operation, file_id) || !fits(rule.fault.kind, place)) continue;
    if (!meets(i, file_id)) continue;
    ++memory_[i].met;
    return rule.fault;
  }
  return std::nullopt;
}

std::optional<FaultKind> FaultInjector::lie_about(std::string_view file_id) {
  const std::lock_guard lock{mutex_};
  for (std::size_t i = 0; i < plan_.rules.size(); ++i) {
    const auto& rule = plan_.rules[i];
    if (scope_of(rule.fault.kind) != FaultScope::entry) continue;
    if (!is_about(rule, Operation::list, file_id) || !meets(i, file_id)) continue;
    ++memory_[i].met;
    return rule.fault.kind;
  }
  return std::nullopt;
}

void FaultInjector::replace(FaultPlan plan) {
  const std::lock_guard lock{mutex_};
  plan_ = std::move(plan);
  memory_.assign(plan_.rules.size(), {});
}

FaultPlan FaultInjector::plan() const {
  const std::lock_guard lock{mutex_};
  return plan_;
}

std::vector<StagedFault> FaultInjector::staged() const {
  const std::lock_guard lock{mutex_};
  std::vector<StagedFault> staged;
  for (std::size_t i = 0; i < plan_.rules.size(); ++i) {
    staged.push_back({plan_.rules[i].text, memory_[i].met});
  }
  return staged;
}

bool FaultInjector::meets(std::size_t rule, std::string_view file_id) {
  const auto& amount = plan_.rules[rule].amount;
  auto& memory = memory_[rule];
  switch (amount.unit) {
    case FaultAmount::Unit::always: return true;
    case FaultAmount::Unit::share: return drawn(rule, file_id);
    case FaultAmount::Unit::first_requests: return ++memory.requests <= amount.value;
    case FaultAmount::Unit::above_per_second: return above_rate(rule);
    case FaultAmount::Unit::first_files:
      if (memory.files.contains(file_id)) return true;
      if (static_cast<double>(memory.files.size()) + 1 > amount.value) return false;
      memory.files.emplace(file_id);
      return true;
  }
  return false;
}

bool FaultInjector::drawn(std::size_t rule, std::string_view file_id) {
  auto& by_file = memory_[rule].requests_by_file;
  // A lie stays the same however often the file is listed.
  const bool is_lie = scope_of(plan_.rules[rule].fault.kind) == FaultScope::entry;
  const auto attempt = is_lie ? 0 : by_file.try_emplace(std::string{file_id}, 0).first->second++;
  const auto dice = draw(seed_, 81 + rule, number_of(file_id) ^ scramble(attempt));
  constexpr double kDiceEnd = 0x1p53;
  return static_cast<double>(dice >> 11) / kDiceEnd < plan_.rules[rule].amount.value;
}

bool FaultInjector::above_rate(std::size_t rule) {
  auto& memory = memory_[rule];
  const auto now = clock_.steady();
  if (now - memory.second_began >= std::chrono::seconds{1}) {
    memory.second_began = now;
    memory.requests_this_second = 0;
  }
  return ++memory.requests_this_second > plan_.rules[rule].amount.value;
}

}  // namespace pixferry::simulator
