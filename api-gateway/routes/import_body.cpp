#include "api-gateway/routes/import_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api-gateway/routes/json_body.hpp"

namespace pixferry::routes {
namespace {

using http::Problem;

constexpr std::array<std::string_view, 3> kPlannedFields{"include", "exclude", "max_bytes"};

constexpr std::string_view kAcceptedBody =
    R"(Send {"folder_url": "https://drive.google.com/drive/folders/ID"}.)";

Problem refused(std::vector<http::FieldError> errors) {
  auto problem = http::invalid_fields(std::move(errors));
  problem.hint = kAcceptedBody;
  return problem;
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
    if (key == "password") return read_password(value);
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

  void read_password(const json::bj::value& value) {
    if (!value.is_string()) return refuse("password", "wrong_type", "password must be a text.");
    request_.password = Secret{std::string{value.get_string()}};
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

  const ImportFields fields_;
  const Limits& limits_;
  ImportRequest request_;
  std::vector<http::FieldError> errors_;
};

}  // namespace

std::variant<ImportRequest, Problem> read_import_body(const http::Request& request,
                                                      ImportFields fields, const Limits& limits) {
  auto body = read_json_body(request, limits);
  if (auto* problem = std::get_if<Problem>(&body)) {
    if (problem->hint.empty()) problem->hint = kAcceptedBody;
    return std::move(*problem);
  }
  return ImportBodyReader{fields, limits}.read(std::get<json::bj::value>(body));
}

}  // namespace pixferry::routes
