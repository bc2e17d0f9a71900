#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api-gateway/http/response.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry::http {

/// What is wrong with one field of a request.
struct FieldError {
  std::string pointer;  ///< RFC 6901 into the body: "/folder_url"; "query:limit" for the query
  std::string code;     ///< "required", "unknown_field", "wrong_type", "out_of_range", …
  std::string detail;   ///< one sentence
};

/// A refusal or failure on its way to the client as application/problem+json (RFC 9457).
struct Problem {
  int status = 500;
  std::string code;
  std::string detail;  ///< one sentence for a person
  std::string hint;    ///< what to do, or empty
  bool retryable = false;
  std::vector<FieldError> errors;
  std::optional<std::chrono::milliseconds> retry_after;
};

/// The one table from our codes to HTTP.
int http_status(ErrorCode code);

/// Whether the same request may succeed later.
bool is_retryable(ErrorCode code);

Problem problem_of(const Error& error);

/// One that needs no more than these words; not retryable.
Problem plain_problem(int status, std::string_view code, std::string_view detail,
                      std::string_view hint = {});

/// 503: more waits to be answered than the server lets wait.
Problem overloaded();

/// 422 with the fields that are wrong.
Problem invalid_fields(std::vector<FieldError> errors);

Response to_response(const Problem& problem, std::string_view request_id);

}  // namespace pixferry::http
