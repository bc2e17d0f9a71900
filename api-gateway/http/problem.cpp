#include "api-gateway/http/problem.hpp"

#include <fmt/format.h>

#include "api-gateway/http/json_writer.hpp"

namespace pixferry::http {
namespace {

void write_errors(JsonWriter& json, const std::vector<FieldError>& errors) {
  json.key("errors").begin_array();
  for (const auto& error : errors) {
    json.begin_object()
        .field("pointer", error.pointer)
        .field("code", error.code)
        .field("detail", error.detail)
        .end_object();
  }
  json.end_array();
}

}  // namespace

int http_status(ErrorCode code) {
  switch (code) {
    using enum ErrorCode;
    case invalid_folder_url: return 400;
    case folder_forbidden:
    case source_forbidden: return 403;
    case job_not_found:
    case folder_not_found:
    case source_gone: return 404;
    case catalog_conflict: return 409;
    case too_large: return 413;
    case unsupported_type: return 415;
    case invalid_request:
    case not_a_folder:
    case resource_key_missing:
    case password_required:
    case password_wrong:
    case limit_files:
    case limit_bytes:
    case limit_folders:
    case listing_incomplete: return 422;
    case rate_limited:
    case download_quota_exceeded: return 429;
    case network:
    case html_instead_of_image:
    case source_changed:
    case checksum_mismatch: return 502;
    case catalog_unavailable:
    case catalog_interrupted:
    case storage_unavailable:
    case inspector_unavailable:
    case stopped:
    case credentials_missing:
    case credentials_rejected:
    case token_expired:
    case schema_too_old: return 503;
    case timeout: return 504;
    case storage_full: return 507;
    // These end files or starts, and reach a client only by a bug of ours.
    case already_imported:
    case google_document:
    case excluded:
    case broken_shortcut:
    case cancelled:
    case too_many_pixels:
    case damaged_image:
    case storage_refused:
    case poison:
    case invalid_configuration:
    case page_token_rejected:
    case lease_lost:
    case schema_too_new:
    case data_dir_in_use:
    case internal: return 500;
  }
  return 500;
}

bool is_retryable(ErrorCode code) {
  switch (http_status(code)) {
    case 429:
    case 502:
    case 504:
    case 507: return true;
    case 503:
      return code == ErrorCode::catalog_unavailable || code == ErrorCode::catalog_interrupted ||
             code == ErrorCode::storage_unavailable || code == ErrorCode::inspector_unavailable ||
             code == ErrorCode::stopped;
    default: return false;
  }
}

Problem problem_of(const Error& error) {
  const int status = http_status(error.code);
  // What broke inside is for the log; it may name paths and statements.
  const auto detail =
      status == 500 ? std::string{"Something went wrong on our side."} : error.message;
  return {.status = status,
          .code = std::string{name(status == 500 ? ErrorCode::internal : error.code)},
          .detail = detail,
          .hint = std::string{hint(error.code)},
          .retryable = is_retryable(error.code),
          .errors = {},
          .retry_after = error.retry_after};
}

Problem plain_problem(int status, std::string_view code, std::string_view detail,
                      std::string_view hint) {
  return {.status = status,
          .code = std::string{code},
          .detail = std::string{detail},
          .hint = std::string{hint},
          .retryable = false,
          .errors = {},
          .retry_after = {}};
}

Problem overloaded() {
  auto problem = plain_problem(503, "overloaded", "Too many requests wait to be answered.",
                               "Try again in a moment.");
  problem.retryable = true;
  return problem;
}

Problem invalid_fields(std::vector<FieldError> errors) {
  const auto detail =
      errors.empty() ? std::string{"The request is not valid."} : errors.front().detail;
  return {.status = 422,
          .code = std::string{name(ErrorCode::invalid_request)},
          .detail = detail,
          .hint = {},
          .retryable = false,
          .errors = std::move(errors),
          .retry_after = {}};
}

Response to_response(const Problem& problem, std::string_view request_id) {
  JsonWriter json;
  json.begin_object()
      .field("type", "urn:pixferry:problem:" + problem.code)
      .field("title", reason_phrase(problem.status))
      .field("status", problem.status)
      .field("detail", problem.detail)
      .field("code", problem.code);
  if (!problem.hint.empty()) json.field("hint", problem.hint);
  json.field("retryable", problem.retryable).field("request_id", request_id);
  if (!problem.errors.empty()) write_errors(json, problem.errors);
  json.end_object();

  Response response{problem.status, {{"Content-Type", "application/problem+json"}}, json.take()};
  if (problem.retry_after) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*problem.retry_after);
    response.headers.set("Retry-After", fmt::format("{}", seconds.count()));
  } else if (problem.status == 503 && problem.retryable) {
    response.headers.set("Retry-After", "1");
  }
  return response;
}

}  // namespace pixferry::http
