#include "tests/served_program.hpp"

namespace pixferry {

void ServedProgram::serve(SimulatorOptions options,
                          const std::map<std::string, std::string>& settings) {
  program_.emplace(std::move(options));
  start_server(settings);
}

void ServedProgram::start_server(const std::map<std::string, std::string>& settings) {
  server_ = program_->start({"serve"}, settings);
  const auto banner = server_->wait_for_error_text("/health/ready");
  const auto begin = banner.find("http://127.0.0.1:");
  ASSERT_NE(begin, std::string::npos) << server_->error_output();
  url_ = banner.substr(begin, banner.find_first_of("\n ", begin) - begin);
  client_ = std::make_unique<HttpClient>(HttpPolicy{.trusted_origins = {url_}}, clock_, limits_);
}

HttpAnswer ServedProgram::send(const std::string& method, const std::string& path,
                               std::string body) {
  HttpRequest request{.method = method, .url = url_ + path, .body = std::move(body)};
  if (!request.body.empty()) request.headers = {{"Content-Type", "application/json"}};
  auto answer = client_->send(Context{}, request);
  EXPECT_TRUE(answer) << path;
  return answer ? *std::move(answer) : HttpAnswer{};
}

json::bj::object ServedProgram::get(const std::string& path) {
  const auto answer = send("GET", path);
  EXPECT_EQ(answer.status, 200) << path << " " << answer.body;
  return json::parse_strict(answer.body, {.bytes_max = 1 << 20})->as_object();
}

std::string ServedProgram::start_import() {
  const auto answer =
      send("POST", "/import/google-drive", R"({"folder_url": ")" + program_->link() + R"("})");
  EXPECT_EQ(answer.status, 202) << answer.body;
  const auto reply = json::parse_strict(answer.body, {.bytes_max = 1 << 20})->as_object();
  EXPECT_EQ(json::text_at(reply, "status"), "processing");
  EXPECT_EQ(answer.header("Location"), "/import/jobs/" + json::text_at(reply, "job_id"));
  return json::text_at(reply, "job_id");
}

json::bj::object ServedProgram::wait_for_job(
    const std::string& id, const std::function<bool(const json::bj::object&)>& reached) {
  json::bj::object job;
  EXPECT_TRUE(server_->runs_until([&] {
    job = get("/import/jobs/" + id);
    return reached(job);
  }));
  return job;
}

bool ServedProgram::has_ended(const json::bj::object& job) {
  return json::text_at(job, "status") != "processing";
}

std::int64_t ServedProgram::number(const json::bj::object& object, std::string_view key) {
  return json::integer_at(object, key).value_or(-1);
}

}  // namespace pixferry
