#include "simulator/faults/fault_injector.hpp"

#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  for (const char c : text) number = scramble(number ^ static_cast<unsigned char>(c));
  return number;
}

}  // namespace

FaultInjector::FaultInjector(FaultPlan plan, std::uint64_t seed, const Clock& clock)
    : plan_(std::move(plan)), seed_(seed), clock_(clock), memory_(plan_.rules.size()) {}

std::optional<Fault> FaultInjector::next(Operation operation, std::string_view file_id) {
  const std::lock_guard lock{mutex_};
  for (std::size_t i = 0; i < plan_.rules.size(); ++i) {
    const auto& rule = plan_.rules[i];
    if (rule.operation != operation) continue;
    if (!rule.file_id.empty() && rule.file_id != file_id) continue;
    if (meets(i, file_id)) return rule.fault;
  }
  return std::nullopt;
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
  const auto attempt = by_file.try_emplace(std::string{file_id}, 0).first->second++;
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
