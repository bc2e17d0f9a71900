#include "api-gateway/routes/import_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/platform/json.hpp"

namespace pixferry::routes {
namespace {

using http::Problem;

constexpr std::array<std::string_view, 4> kPlannedFields{"password", "include", "exclude",
                                                         "max_bytes"};

constexpr std::string_view kAcceptedBody =
    R"(Send {"folder_url": "https://drive.google.com/drive/folders/ID"}.)";

Problem refused(std::vector<http::FieldError> errors) {
  auto problem = http::invalid_fields(std::move(errors));
  problem.hint = kAcceptedBody;
  return problem;
}

bool is_json(const http::Headers& headers) {
  auto type = headers.find("Content-Type").value_or("");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  return http::equals_ignoring_case(type, "application/json");
}

Problem not_json_typed() {
  return http::plain_problem(415, "unsupported_media_type", "The body must be JSON.",
                             "Send Content-Type: application/json.");
}

/// JSON that only our strictness refuses (a repeated key, a NUL, bytes that are no UTF-8) is
/// readable and wrong; anything else is not JSON at all.
Problem unreadable(const Error& error, std::string_view body, const json::Bounds& bounds) {
  const bool is_json_at_all = static_cast<bool>(json::parse_lenient(body, bounds));
  const auto detail = fmt::format("The body cannot be taken: {}.", error.message);
  if (is_json_at_all) return refused({{"", "invalid_json", detail}});
  return http::plain_problem(400, "malformed_json", detail, std::string{kAcceptedBody});
}

/// Reads the members of the body into a request and gathers what is wrong with them.
class ImportBodyReader {
 public:
  ImportBodyReader(ImportFields fields, const Limits& limits) : fields_(fields), limits_(limits) {}

  std::variant<ImportRequest, Problem> read(const json::bj::value& body) {
    if (!body.is_object()) {
      refuse("", "wrong_type", "The body must be a JSON object.");
      return refused(std::move(errors_));
    }
    request_.owner = kDefaultOwner;
    request_.options.files_max = limits_.job_files_max;
    for (const auto& [key, value] : body.get_object()) read_member(key, value);
    if (!body.get_object().contains("folder_url")) {
      refuse("folder_url", "required", "folder_url is required: the link of a shared folder.");
    }
    if (!errors_.empty()) return refused(std::move(errors_));
    return std::move(request_);
  }

 private:
  void read_member(std::string_view key, const json::bj::value& value) {
    if (key == "folder_url") return read_folder_url(value);
    if (key == "recursive" && fields_ == ImportFields::all) return read_recursive(value);
    if (key == "max_files" && fields_ == ImportFields::all) return read_max_files(value);
    if (std::ranges::find(kPlannedFields, key) != kPlannedFields.end()) {
      return refuse(key, "not_supported", fmt::format("{} is not supported yet.", key));
    }
    refuse(key, "unknown_field", "The body has a field that this route does not know.");
  }

  void read_folder_url(const json::bj::value& value) {
    if (!value.is_string()) return refuse("folder_url", "wrong_type", "folder_url must be a text.");
    request_.folder_url = value.get_string();
  }

  void read_recursive(const json::bj::value& value) {
    if (!value.is_bool()) {
      return refuse("recursive", "wrong_type", "recursive must be true or false.");
    }
    request_.options.recursive = value.get_bool();
  }

  void read_max_files(const json::bj::value& value) {
    if (!value.is_int64() && !value.is_uint64()) {
      return refuse("max_files", "wrong_type", "max_files must be a whole number.");
    }
    const auto number = value.is_int64() ? value.get_int64() : limits_.job_files_max + 1;
    if (number < 1 || number > limits_.job_files_max) {
      return refuse("max_files", "out_of_range",
                    fmt::format("max_files must be from 1 to {}.", limits_.job_files_max));
    }
    request_.options.files_max = number;
  }

  void refuse(std::string_view key, std::string code, std::string detail) {
    errors_.push_back({pointer_to(key), std::move(code), std::move(detail)});
  }

  /// RFC 6901; the empty key stands for the whole body.
  static std::string pointer_to(std::string_view key) {
    if (key.empty()) return "";
    std::string pointer = "/";
    for (const char c : key) {
      if (c == '~')
        pointer += "~0";
      else if (c == '/')
        pointer += "~1";
      else
        pointer += c;
    }
    return pointer;
  }

  const ImportFields fields_;
  const Limits& limits_;
  ImportRequest request_;
  std::vector<http::FieldError> errors_;
};

}  // namespace

std::variant<ImportRequest, Problem> read_import_body(const http::Request& request,
                                                      ImportFields fields, const Limits& limits) {
  if (!is_json(request.headers)) return not_json_typed();
  const json::Bounds bounds{limits.request_body_bytes_max, limits.json_depth_max};
  const auto body = json::parse_strict(request.body, bounds);
  if (!body) return unreadable(body.error(), request.body, bounds);
  return ImportBodyReader{fields, limits}.read(*body);
}

}  // namespace pixferry::routes
