#include "simulator/faults/fault_plan.hpp"

#include "simulator/faults/fault_spelling.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

namespace pixferry::simulator {
namespace {

constexpr double kCountMax = 1e9;

Error unreadable(std::string_view rule, std::string_view why) {
  return {ErrorCode::invalid_configuration,
          fmt::format("Fault \"{}\": {}. A fault is written OPERATION:FAULT=AMOUNT, for example "
                      "download:429=5%",
                      rule, why)};
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  if (error != std::errc{} || stopped != end || value < 0 || value > kCountMax) {
    return std::nullopt;
  }
  return value;
}

std::optional<FaultAmount> parse_amount(std::string_view text) {
  using Unit = FaultAmount::Unit;
  struct Suffix {
    std::string_view text;
    Unit unit;
  };
  constexpr std::array suffixes = {Suffix{"/s", Unit::above_per_second}, Suffix{"%", Unit::share},
                                   Suffix{"x", Unit::first_requests},
                                   Suffix{"f", Unit::first_files}};
  if (text == "always") return FaultAmount{};
  for (const auto& suffix : suffixes) {
    if (!text.ends_with(suffix.text)) continue;
    const auto value = number(text.substr(0, text.size() - suffix.text.size()));
    if (!value) return std::nullopt;
    if (suffix.unit != Unit::share) return FaultAmount{suffix.unit, *value};
    if (*value > 100) return std::nullopt;
    return FaultAmount{Unit::share, *value / 100};
  }
  return std::nullopt;
}

Result<FaultRule> parse_rule(std::string_view text) {
  const auto colon = text.find(':');
  const auto equals = text.find('=', colon == std::string_view::npos ? 0 : colon);
  if (colon == std::string_view::npos || equals == std::string_view::npos) {
    return unreadable(text, "':' and '=' are needed");
  }
  const auto target = text.substr(0, colon);
  const auto at = target.find('@');
  const auto operation = operation_named(target.substr(0, at));
  if (!operation) {
    return unreadable(
        text,
        "the operations are get, list, download, about, renew, put, head, get-object, delete and "
        "sign");
  }
  FaultRule rule{.text = std::string{text}, .operation = *operation, .file_id = {}};
  if (at != std::string_view::npos) rule.file_id = target.substr(at + 1);
  if (at != std::string_view::npos && rule.file_id.empty()) {
    return unreadable(text, "an id must follow '@'");
  }
  auto fault = parse_fault(text.substr(colon + 1, equals - colon - 1), *operation);
  if (!fault) return unreadable(text, fault.error().message);
  rule.fault = *fault;
  const auto amount = parse_amount(text.substr(equals + 1));
  if (!amount) return unreadable(text, "the amount is N% (up to 100%), Nx, Nf, N/s or always");
  rule.amount = *amount;
  return rule;
}

}  // namespace

std::string FaultPlan::text() const {
  std::string text;
  for (const auto& rule : rules) text += (text.empty() ? "" : ",") + rule.text;
  return text;
}

Result<FaultPlan> parse_fault_plan(std::string_view text) {
  FaultPlan plan;
  while (!text.empty()) {
    const auto comma = text.find(',');
    auto rule = parse_rule(text.substr(0, comma));
    if (!rule) return rule.error();
    plan.rules.push_back(std::move(*rule));
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  return plan;
}

}  // namespace pixferry::simulator
