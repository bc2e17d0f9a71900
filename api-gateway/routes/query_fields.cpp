#include "api-gateway/routes/query_fields.hpp"

#include <fmt/format.h>

#include <charconv>

namespace pixferry::routes {

std::int64_t QueryFields::integer(std::string_view name, std::int64_t fallback, Range range) {
  const auto text = query_.at(name);
  if (text.empty()) return fallback;
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  const bool is_number =
      read.ptr == end && (read.ec == std::errc{} || read.ec == std::errc::result_out_of_range);
  if (!is_number) {
    refuse(name, "wrong_type", fmt::format("{} must be a whole number.", name));
    return fallback;
  }
  if (read.ec != std::errc{} || number < range.least || number > range.most) {
    refuse(name, "out_of_range",
           fmt::format("{} must be from {} to {}.", name, range.least, range.most));
    return fallback;
  }
  return number;
}

std::optional<SourceKind> QueryFields::source() {
  const auto text = query_.at("source");
  const auto kind = source_kind_named(text);
  if (!text.empty() && !kind) {
    refuse("source", "unknown_value", "source must be google_drive or dropbox.");
  }
  return kind;
}

std::optional<JobState> QueryFields::status() {
  const auto text = query_.at("status");
  const auto state = job_state_named(text);
  if (!text.empty() && !state) {
    refuse("status", "unknown_value",
           "status must be processing, paused, completed, failed or cancelled.");
  }
  return state;
}

std::optional<FileState> QueryFields::state(std::string_view accepted) {
  const auto text = query_.at("state");
  const auto state = file_state_named(text);
  if (!text.empty() && !state) {
    refuse("state", "unknown_value", fmt::format("state must be {}.", accepted));
  }
  return state;
}

std::optional<ErrorCode> QueryFields::reason() {
  const auto text = query_.at("reason");
  const auto reason = error_code_named(text);
  if (!text.empty() && !reason) {
    refuse("reason", "unknown_value",
           "reason must be one that files carry, such as source_forbidden.");
  }
  return reason;
}

void QueryFields::refuse(std::string_view name, std::string code, std::string detail) {
  errors_.push_back({fmt::format("query:{}", name), std::move(code), std::move(detail)});
}

http::Response QueryFields::problem(std::string_view request_id) {
  return http::to_response(http::invalid_fields(std::move(errors_)), request_id);
}

}  // namespace pixferry::routes
