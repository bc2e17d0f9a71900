#include "api-gateway/routes/json_body.hpp"

#include <fmt/format.h>

#include "pipeline/platform/ascii.hpp"

namespace pixferry::routes {
namespace {

bool is_json(const http::Headers& headers) {
  auto type = headers.find("Content-Type").value_or("");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  return ascii::equal_ignoring_case(type, "application/json");
}

http::Problem not_json_typed() {
  return http::plain_problem(415, "unsupported_media_type", "The body must be JSON.",
                             "Send Content-Type: application/json.");
}

/// JSON that only our strictness refuses (a repeated key, a NUL, bytes that are no UTF-8) is
/// readable and wrong; anything else is not JSON at all.
http::Problem unreadable(const Error& error, std::string_view body, const json::Bounds& bounds) {
  const bool is_json_at_all = static_cast<bool>(json::parse_lenient(body, bounds));
  const auto detail = fmt::format("The body cannot be taken: {}.", error.message);
  if (is_json_at_all) return http::invalid_fields({{"", "invalid_json", detail}});
  return http::plain_problem(400, "malformed_json", detail);
}

}  // namespace

std::variant<json::bj::value, http::Problem> read_json_body(const http::Request& request,
                                                            const Limits& limits) {
  if (!is_json(request.headers)) return not_json_typed();
  const json::Bounds bounds{limits.request_body_bytes_max, limits.json_depth_max};
  auto body = json::parse_strict(request.body, bounds);
  if (!body) return unreadable(body.error(), request.body, bounds);
  return *std::move(body);
}

std::string pointer_to(std::string_view key) {
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

}  // namespace pixferry::routes
