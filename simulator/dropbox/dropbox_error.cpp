#include "simulator/dropbox/dropbox_error.hpp"

#include <fmt/format.h>

#include <atomic>
#include <boost/json/serialize.hpp>

#include "simulator/seed.hpp"

namespace pixferry::simulator {
namespace {

namespace bj = boost::json;

constexpr std::string_view kJson = "application/json";

/// Dropbox adds them so that nobody compares whole summaries.
std::string some_dots() {
  static std::atomic<std::uint64_t> asked = 0;
  return std::string(scramble(++asked) % 4, '.');
}

}  // namespace

Response dropbox_error(int status, std::string_view summary, bj::object error) {
  const bj::object body{{"error_summary", fmt::format("{}/{}", summary, some_dots())},
                        {"error", std::move(error)}};
  auto response = text_response(status, kJson, bj::serialize(body));
  response.headers.push_back({"Content-Disposition", "attachment; filename='error'"});
  return response;
}

Response dropbox_conflict(std::string_view tag) {
  return dropbox_error(409, tag, {{".tag", tag}});
}

Response dropbox_path_conflict(std::string_view tag) {
  return dropbox_error(409, fmt::format("path/{}", tag),
                       {{".tag", "path"}, {"path", {{".tag", tag}}}});
}

Response dropbox_unauthorized(std::string_view tag, bj::object details) {
  bj::object error{{".tag", tag}};
  for (auto& [name, value] : details) error[name] = value;
  auto response = dropbox_error(401, tag, std::move(error));
  response.headers.push_back({"WWW-Authenticate", "Bearer realm=\"https://api.dropboxapi.com/\""});
  return response;
}

Response dropbox_bad_request(std::string_view route, std::string_view what) {
  return text_response(400, "text/plain; charset=utf-8",
                       fmt::format("Error in call to API function \"{}\": {}", route, what));
}

Response dropbox_throttled(std::int64_t wait_seconds) {
  return dropbox_error(
      429, "too_many_requests",
      {{"reason", {{".tag", "too_many_requests"}}}, {"retry_after", wait_seconds}});
}

Response oauth_error(std::string_view error, std::string_view description) {
  const bj::object body{{"error", error}, {"error_description", description}};
  return text_response(400, kJson, bj::serialize(body));
}

Response dropbox_answer(const bj::object& body) {
  return text_response(200, kJson, bj::serialize(body));
}

}  // namespace pixferry::simulator
