#include "api-gateway/routes/retry_body.hpp"

#include <fmt/format.h>

#include "api-gateway/routes/json_body.hpp"

namespace pixferry::routes {
namespace {

constexpr std::string_view kAcceptedBody =
    R"(Send no body, or {}: all failed files are retried; {"reason": "network"} or )"
    R"({"file_ids": [1, 2]} retries some of them.)";

/// Reads the members of the body into a selection and gathers what is wrong with them.
class RetryBodyReader {
 public:
  std::variant<RetrySelection, http::Problem> read(const json::bj::value& body) {
    if (!body.is_object()) {
      refuse("", "wrong_type", "The body must be a JSON object.");
    } else {
      for (const auto& [key, value] : body.get_object()) read_member(key, value);
    }
    if (!errors_.empty()) return http::invalid_fields(std::move(errors_));
    return std::move(selection_);
  }

 private:
  void read_member(std::string_view key, const json::bj::value& value) {
    if (key == "reason") return read_reason(value);
    if (key == "file_ids") return read_file_ids(value);
    refuse(key, "unknown_field", "The body has a field that this route does not know.");
  }

  void read_reason(const json::bj::value& value) {
    if (!value.is_string()) return refuse("reason", "wrong_type", "reason must be a text.");
    selection_.reason = error_code_named(std::string_view{value.get_string()});
    if (!selection_.reason) {
      refuse("reason", "out_of_range", "reason is none that a file can have failed for.");
    }
  }

  void read_file_ids(const json::bj::value& value) {
    if (!value.is_array()) return refuse("file_ids", "wrong_type", "file_ids must be a list.");
    const auto& ids = value.get_array();
    if (ids.empty() || ids.size() > kRetriedIdsMax) {
      return refuse("file_ids", "out_of_range",
                    fmt::format("file_ids must hold 1 to {} ids.", kRetriedIdsMax));
    }
    auto& files = selection_.files.emplace();
    for (const auto& id : ids) {
      if (!id.is_int64() || id.get_int64() < 1) {
        return refuse("file_ids", "wrong_type", "file_ids must hold the ids of files: [1, 2].");
      }
      files.push_back(FileId{id.get_int64()});
    }
  }

  void refuse(std::string_view key, std::string code, std::string detail) {
    errors_.push_back({pointer_to(key), std::move(code), std::move(detail)});
  }

  RetrySelection selection_;
  std::vector<http::FieldError> errors_;
};

}  // namespace

std::variant<RetrySelection, http::Problem> read_retry_body(const http::Request& request,
                                                            const Limits& limits) {
  if (request.body.empty()) return RetrySelection{};
  const auto body = read_json_body(request, limits);
  auto selection = [&]() -> std::variant<RetrySelection, http::Problem> {
    if (const auto* unreadable = std::get_if<http::Problem>(&body)) return *unreadable;
    return RetryBodyReader{}.read(std::get<json::bj::value>(body));
  }();
  if (auto* problem = std::get_if<http::Problem>(&selection); problem && problem->hint.empty()) {
    problem->hint = kAcceptedBody;
  }
  return selection;
}

}  // namespace pixferry::routes
