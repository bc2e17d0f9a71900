#include "tests/api_client.hpp"

#include <gtest/gtest.h>

#include "api-gateway/routes/contract_route.hpp"
#include "testing/api_promises.hpp"

namespace pixferry {
namespace {

constexpr std::size_t kReplyBytesMax = 1 << 20;

std::optional<json::bj::object> object_in(const HttpAnswer& answer) {
  auto parsed = json::parse_strict(answer.body, {.bytes_max = kReplyBytesMax});
  if (!parsed || !parsed->is_object()) return std::nullopt;
  return parsed->as_object();
}

/// "http://127.0.0.1:41234" of what a server says when it listens.
std::string url_in(const std::string& banner) {
  const auto begin = banner.find("http://127.0.0.1:", banner.find("API "));
  if (begin == banner.npos) return {};
  return banner.substr(begin, banner.find_first_of("\n ", begin) - begin);
}

/// Every answer that a test gets is held against the contract.
void expect_kept_promises(const std::string& method, const std::string& path,
                          const HttpAnswer& answer) {
  static const ApiPromises promises{routes::openapi_json()};
  const auto complaints =
      promises.complaints({.method = method,
                           .path = path.substr(0, path.find('?')),
                           .status = answer.status,
                           .content_type = std::string{answer.header("Content-Type")},
                           .body = answer.body,
                           .has_whole_body = method != "HEAD"});
  for (const auto& complaint : complaints) ADD_FAILURE() << complaint;
}

}  // namespace

ApiClient::ApiClient(const ChildProcess& server)
    : url_(url_in(server.wait_for_error_text("/health/ready"))) {
  EXPECT_NE(url_, "") << server.error_output();
  client_ = std::make_unique<HttpClient>(HttpPolicy{.trusted_origins = {url_}}, clock_, limits_);
}

std::uint16_t ApiClient::port() const {
  return static_cast<std::uint16_t>(std::stoi(url_.substr(url_.rfind(':') + 1)));
}

HttpAnswer ApiClient::send(const std::string& method, const std::string& path, std::string body) {
  HttpRequest request{.method = method, .url = url_ + path, .body = std::move(body)};
  if (!request.body.empty()) request.headers = {{"Content-Type", "application/json"}};
  auto answer = client_->send(Context{}, request);
  EXPECT_TRUE(answer) << path;
  if (answer) expect_kept_promises(method, path, *answer);
  return answer ? *std::move(answer) : HttpAnswer{};
}

json::bj::object ApiClient::get(const std::string& path) {
  const auto answer = send("GET", path);
  EXPECT_EQ(answer.status, 200) << path << " " << answer.body;
  return object_in(answer).value_or(json::bj::object{});
}

std::optional<json::bj::object> ApiClient::try_get(const std::string& path) {
  const auto answer = client_->send(Context{}, {.method = "GET", .url = url_ + path});
  if (answer) expect_kept_promises("GET", path, *answer);
  return answer && answer->status == 200 ? object_in(*answer) : std::nullopt;
}

std::string ApiClient::start_import(const std::string& link) {
  const auto answer = send("POST", "/import/google-drive", R"({"folder_url": ")" + link + R"("})");
  EXPECT_EQ(answer.status, 202) << answer.body;
  const auto reply = object_in(answer).value_or(json::bj::object{});
  EXPECT_EQ(json::text_at(reply, "status"), "processing");
  EXPECT_EQ(answer.header("Location"), "/import/jobs/" + json::text_at(reply, "job_id"));
  return json::text_at(reply, "job_id");
}

bool ApiClient::has_ended(const json::bj::object& job) {
  return json::text_at(job, "status") != "processing";
}

std::int64_t ApiClient::number(const json::bj::object& object, std::string_view key) {
  return json::integer_at(object, key).value_or(-1);
}

}  // namespace pixferry
