#include "simulator/faults/fault_plan.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace pixferry::simulator {
namespace {

/// Who has the fault.
enum class Party { any, provider, object_store };

struct Spelling {
  std::string_view text;
  FaultKind kind;
  bool may_ask_to_wait = false;  ///< an HTTP error, so Retry-After makes sense
  Party party = Party::any;
};

constexpr std::array kSpellings = {
    Spelling{"429", FaultKind::too_many_requests, true},
    Spelling{"403", FaultKind::user_rate_limit, true},
    Spelling{"quota", FaultKind::download_quota, true, Party::provider},
    Spelling{"sorry", FaultKind::sorry_page, true, Party::provider},
    Spelling{"500", FaultKind::internal_error, true},
    Spelling{"502", FaultKind::bad_gateway, true},
    Spelling{"503", FaultKind::unavailable, true},
    Spelling{"504", FaultKind::gateway_timeout, true},
    Spelling{"html", FaultKind::web_page},
    Spelling{"reset", FaultKind::reset},
    Spelling{"reset-body", FaultKind::reset_in_body},
    Spelling{"cut", FaultKind::close_in_body},
    Spelling{"short", FaultKind::short_body},
    Spelling{"long", FaultKind::long_body},
    Spelling{"wrong", FaultKind::wrong_bytes},
    Spelling{"slow", FaultKind::slow},
    Spelling{"slowdown", FaultKind::slow_down, true, Party::object_store},
    Spelling{"500-stored", FaultKind::internal_error_later, true, Party::object_store},
    Spelling{"409", FaultKind::conflict, true, Party::object_store},
    Spelling{"413", FaultKind::object_too_large, true, Party::object_store},
    Spelling{"full", FaultKind::storage_full, true, Party::object_store},
    Spelling{"wrong-etag", FaultKind::wrong_etag, false, Party::object_store},
    Spelling{"lost", FaultKind::not_stored, false, Party::object_store},
};

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

bool may_have(Operation operation, const Spelling& spelling) {
  const auto party = is_about_objects(operation) ? Party::object_store : Party::provider;
  return spelling.party == Party::any || spelling.party == party;
}

/// "429, 403, quota": what may happen to that operation.
std::string faults_of(Operation operation) {
  std::string words;
  for (const auto& spelling : kSpellings) {
    if (!may_have(operation, spelling)) continue;
    if (!words.empty()) words += ", ";
    words += spelling.text;
  }
  return words;
}

/// `text` is the fault's part of the rule.
Result<Fault> parse_fault(std::string_view rule, Operation operation, std::string_view text) {
  const auto plus = text.find('+');
  const auto word = text.substr(0, plus);
  for (const auto& spelling : kSpellings) {
    if (spelling.text != word || !may_have(operation, spelling)) continue;
    Fault fault{spelling.kind, std::nullopt};
    if (plus == std::string_view::npos) return fault;
    const auto wait = text.substr(plus + 1);
    const auto seconds =
        wait.ends_with('s') ? number(wait.substr(0, wait.size() - 1)) : std::nullopt;
    if (!spelling.may_ask_to_wait || !seconds) {
      return unreadable(rule, "only an HTTP error can ask to wait, in seconds, as in 429+2s");
    }
    fault.retry_after = std::chrono::seconds{static_cast<std::int64_t>(*seconds)};
    return fault;
  }
  return unreadable(rule, fmt::format("{} has no fault \"{}\"; it has {}", name(operation), word,
                                      faults_of(operation)));
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
        "the operations are get, list, download, about, put, head, get-object, delete and sign");
  }
  FaultRule rule;
  rule.operation = *operation;
  if (at != std::string_view::npos) rule.file_id = target.substr(at + 1);
  if (at != std::string_view::npos && rule.file_id.empty()) {
    return unreadable(text, "an id must follow '@'");
  }
  auto fault = parse_fault(text, *operation, text.substr(colon + 1, equals - colon - 1));
  if (!fault) return fault.error();
  rule.fault = *fault;
  const auto amount = parse_amount(text.substr(equals + 1));
  if (!amount) return unreadable(text, "the amount is N% (up to 100%), Nx, Nf, N/s or always");
  rule.amount = *amount;
  return rule;
}

}  // namespace

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
