#include "simulator/faults/fault_spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace pixferry::simulator {
namespace {

struct Spelling {
  enum class For { http_error, any_answer, listing };
  /// Who has the fault.
  enum class Party { any, provider, object_store };
  std::string_view text;
  FaultKind kind;
  For used_for = For::any_answer;
  Party party = Party::any;
};

using For = Spelling::For;
using Party = Spelling::Party;

constexpr std::array kSpellings = {
    Spelling{"429", FaultKind::too_many_requests, For::http_error},
    Spelling{"403", FaultKind::user_rate_limit, For::http_error},
    Spelling{"quota", FaultKind::download_quota, For::http_error, Party::provider},
    Spelling{"sorry", FaultKind::sorry_page, For::http_error, Party::provider},
    Spelling{"virus", FaultKind::virus_page, For::any_answer, Party::provider},
    Spelling{"sign-in", FaultKind::sign_in, For::any_answer, Party::provider},
    Spelling{"500", FaultKind::internal_error, For::http_error},
    Spelling{"502", FaultKind::bad_gateway, For::http_error},
    Spelling{"503", FaultKind::unavailable, For::http_error},
    Spelling{"504", FaultKind::gateway_timeout, For::http_error},
    Spelling{"html", FaultKind::web_page},
    Spelling{"reset", FaultKind::reset},
    Spelling{"reset-body", FaultKind::reset_in_body},
    Spelling{"cut", FaultKind::close_in_body},
    Spelling{"stall", FaultKind::stall_in_body},
    Spelling{"short", FaultKind::short_body},
    Spelling{"long", FaultKind::long_body},
    Spelling{"wrong", FaultKind::wrong_bytes},
    Spelling{"slow", FaultKind::slow},
    Spelling{"refused-token", FaultKind::refused_token, For::listing},
    Spelling{"repeated-page", FaultKind::repeated_page, For::listing},
    Spelling{"shifted-page", FaultKind::shifted_page, For::listing},
    Spelling{"double-entries", FaultKind::double_entries, For::listing},
    Spelling{"empty-page", FaultKind::empty_page, For::listing},
    Spelling{"cycle", FaultKind::cursor_cycle, For::listing},
    Spelling{"lying-size", FaultKind::lying_size, For::listing},
    Spelling{"lying-hash", FaultKind::lying_hash, For::listing},
    Spelling{"slowdown", FaultKind::slow_down, For::http_error, Party::object_store},
    Spelling{"500-stored", FaultKind::internal_error_later, For::http_error, Party::object_store},
    Spelling{"409", FaultKind::conflict, For::http_error, Party::object_store},
    Spelling{"413", FaultKind::object_too_large, For::http_error, Party::object_store},
    Spelling{"full", FaultKind::storage_full, For::http_error, Party::object_store},
    Spelling{"wrong-etag", FaultKind::wrong_etag, For::any_answer, Party::object_store},
    Spelling{"lost", FaultKind::not_stored, For::any_answer, Party::object_store},
};

constexpr std::string_view kRefusal = "403-";
constexpr std::int64_t kWaitSecondsMax = 86'400;

Error unreadable(std::string why) {
  return {ErrorCode::invalid_configuration, std::move(why)};
}

Error no_such_fault(std::string_view word) {
  std::string words;
  for (const auto& spelling : kSpellings) words += fmt::format("{}, ", spelling.text);
  return unreadable(
      fmt::format("there is no fault \"{}\"; there are {}and 403-REASON", word, words));
}

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  });
}

std::optional<RetryAfter> parse_wait(std::string_view text) {
  constexpr std::string_view date = "date";
  if (text == "garbage") return RetryAfter{RetryAfter::Form::garbage};
  RetryAfter wait;
  if (text.starts_with(date)) {
    wait.form = RetryAfter::Form::date;
    text.remove_prefix(date.size());
  }
  if (!text.ends_with('s')) return std::nullopt;
  std::int64_t seconds = -1;
  const auto* end = text.data() + text.size() - 1;
  const auto [stopped, error] = std::from_chars(text.data(), end, seconds);
  if (error != std::errc{} || stopped != end || seconds < 0 || seconds > kWaitSecondsMax) {
    return std::nullopt;
  }
  wait.wait = std::chrono::seconds{seconds};
  return wait;
}

Result<Spelling> spelling_of(std::string_view word) {
  if (word.starts_with(kRefusal) && is_word(word.substr(kRefusal.size()))) {
    return Spelling{word, FaultKind::refusal, For::http_error, Party::provider};
  }
  const auto* found = std::ranges::find(kSpellings, word, &Spelling::text);
  if (found == kSpellings.end()) return no_such_fault(word);
  return *found;
}

}  // namespace

Result<Fault> parse_fault(std::string_view text, Operation operation) {
  const auto plus = text.find('+');
  const auto spelling = spelling_of(text.substr(0, plus));
  if (!spelling) return spelling.error();
  const auto other = is_about_objects(operation) ? Party::provider : Party::object_store;
  if (spelling->party == other) {
    return unreadable(fmt::format("{} has no fault \"{}\"", name(operation), spelling->text));
  }
  if (spelling->used_for == For::listing && operation != Operation::list) {
    return unreadable(fmt::format("\"{}\" is a fault of list alone", spelling->text));
  }
  Fault fault{.kind = spelling->kind};
  if (fault.kind == FaultKind::refusal) fault.reason = spelling->text.substr(kRefusal.size());
  if (plus == std::string_view::npos) return fault;
  fault.retry_after = parse_wait(text.substr(plus + 1));
  if (spelling->used_for != For::http_error || !fault.retry_after) {
    return unreadable(
        "only an HTTP error can ask to wait, as in 429+2s, 429+date2s or 429+garbage, and for a "
        "day at most");
  }
  return fault;
}

}  // namespace pixferry::simulator
