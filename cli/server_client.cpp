#include "cli/server_client.hpp"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>

#include "pipeline/platform/json.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kReplyBytesMax = 64u << 20;
constexpr int kHopsMax = 3;
constexpr std::chrono::hours kStreamTime{24};

ErrorCode code_for_status(int status) {
  switch (status) {
    case 401:
    case 403: return ErrorCode::credentials_rejected;
    case 404: return ErrorCode::job_not_found;
    case 409: return ErrorCode::catalog_conflict;
    case 429: return ErrorCode::rate_limited;
    case 502:
    case 503:
    case 504: return ErrorCode::network;
    default: return status < 500 ? ErrorCode::invalid_request : ErrorCode::internal;
  }
}

std::optional<json::bj::object> object_in(const std::string& body) {
  auto parsed = json::parse_lenient(body, {.bytes_max = kReplyBytesMax});
  if (!parsed || !parsed->is_object()) return std::nullopt;
  return std::move(parsed->as_object());
}

/// What the server said is wrong, in its own words where it has some.
Error error_of(const HttpAnswer& answer) {
  const auto problem = object_in(answer.body).value_or(json::bj::object{});
  const auto named = error_code_named(json::text_at(problem, "code"));
  auto message = json::text_at(problem, "detail");
  if (message.empty()) message = fmt::format("the server answered with status {}", answer.status);
  if (const auto hint = json::text_at(problem, "hint"); !hint.empty()) message += " " + hint;
  return {named.value_or(code_for_status(answer.status)), printable(message)};
}

/// "https://host:port" of a URL.
std::string origin_of(const std::string& url) {
  return url.substr(0, url.find('/', url.find("://") + 3));
}

}  // namespace

ServerClient::ServerClient(ServerAccess access, const Clock& clock, const Limits& limits)
    : access_(std::move(access)),
      clock_(clock),
      limits_(limits),
      http_({.trusted_origins = {origin_of(access_.url)}}, clock, limits) {}

HttpRequest ServerClient::request_for(const std::string& path) const {
  HttpRequest request{.url = access_.url + path, .kept_bytes_max = kReplyBytesMax};
  if (!access_.api_key.empty()) {
    request.headers.push_back({"Authorization", "Bearer " + access_.api_key.reveal()});
  }
  return request;
}

Result<json::bj::object> ServerClient::ask(const Context& context, HttpRequest request) {
  const auto answer = http_.send(context, request);
  if (!answer) return answer.error();
  if (!answer->is_success()) return error_of(*answer);
  auto object = object_in(answer->body);
  if (!object) return Error{ErrorCode::network, "the server's answer is no JSON: is it Pixferry?"};
  return *std::move(object);
}

Result<json::bj::object> ServerClient::get(const Context& context, const std::string& path) {
  return ask(context, request_for(path));
}

Result<json::bj::object> ServerClient::post(const Context& context, const std::string& path,
                                            const json::bj::object& body,
                                            const std::string& idempotency_key) {
  auto request = request_for(path);
  request.method = "POST";
  request.headers.push_back({"Content-Type", "application/json"});
  if (!idempotency_key.empty()) {
    request.headers.push_back({"Idempotency-Key", idempotency_key});
  }
  request.body = json::bj::serialize(body);
  return ask(context, std::move(request));
}

Result<> ServerClient::fetch(const Context& context, const std::string& path,
                             const BodySink& sink) {
  auto request = request_for(path);
  for (int hops = 0; hops <= kHopsMax; ++hops) {
    request.sink = sink;
    request.timeout = kStreamTime;
    // Wherever the server leads to is as trusted as the server.
    HttpClient http{{.trusted_origins = {origin_of(request.url)}}, clock_, limits_};
    const auto answer = http.send(context, request);
    if (!answer) return answer.error();
    if (answer->is_success()) return {};
    const std::string target{answer->header("Location")};
    if (answer->status < 300 || answer->status >= 400 || target.empty()) return error_of(*answer);
    if (target.starts_with('/')) {
      request = request_for(target);
    } else if (target.starts_with(access_.url + "/")) {
      request = request_for(target.substr(access_.url.size()));
    } else {
      request = HttpRequest{.url = target};
    }
  }
  return Error{ErrorCode::network, "the server leads from one place to the next without an end"};
}

}  // namespace pixferry
