#include <gmock/gmock.h>

#include <signal.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "pipeline/platform/config.hpp"
#include "pipeline/platform/http_client.hpp"
#include "testing/webhook_catalog.hpp"
#include "testing/webhook_receiver.hpp"
#include "tests/api_client.hpp"
#include "tests/whole_program.hpp"

namespace pixferry {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kCanary = "canary-7f3a9c51e2";

/// A value that the variable takes, with the canary as its secret part.
std::string planted(std::string_view variable) {
  const std::string canary{kCanary};
  // Nobody listens at port 1.
  if (variable == "DATABASE_URL") return "postgresql://user:" + canary + "@127.0.0.1:1/catalog";
  if (variable == "REDIS_URL") return "redis://user:" + canary + "@127.0.0.1:1";
  return canary;
}

std::vector<std::string> secret_variables() {
  std::vector<std::string> names;
  for (const auto& variable : config_variables()) {
    if (variable.is_secret) names.emplace_back(variable.name);
  }
  return names;
}

/// Settings beside which a secret is really used.
std::map<std::string, std::string> with_company(const std::string& variable) {
  std::map<std::string, std::string> settings{
      {variable, planted(variable)}, {"LOG_LEVEL", "debug"}, {"LOG_FORMAT", "json"}};
  if (variable.starts_with("S3_")) {
    settings.insert({{"S3_ENDPOINT", "http://127.0.0.1:1"},
                     {"S3_BUCKET", "photos"},
                     {"S3_ACCESS_KEY_ID", "id"},
                     {"S3_SECRET_ACCESS_KEY", planted("S3_SECRET_ACCESS_KEY")}});
  }
  if (variable.starts_with("SUPABASE_")) settings.insert({"SUPABASE_URL", "http://127.0.0.1:1"});
  if (variable.starts_with("DROPBOX_")) {
    settings.insert(
        {{"DROPBOX_API_URL", "http://127.0.0.1:1"}, {"DROPBOX_CONTENT_URL", "http://127.0.0.1:1"}});
    if (variable != "DROPBOX_ACCESS_TOKEN") {
      for (const auto* name : {"DROPBOX_REFRESH_TOKEN", "DROPBOX_APP_KEY", "DROPBOX_APP_SECRET"}) {
        settings.insert({name, planted(name)});
      }
    }
  }
  return settings;
}

void expect_no_canary(const WholeProgram::Run& run) {
  EXPECT_THAT(run.output, Not(HasSubstr(kCanary)));
  EXPECT_THAT(run.error_output, Not(HasSubstr(kCanary)));
}

const SimulatorOptions kOnePhoto{.photos = 1, .folders = 1, .odd_entries = false};

TEST(CanarySecrets, AreNotShownByAnyCommandWhicheverVariableHoldsThem) {
  const auto names = secret_variables();
  ASSERT_GE(names.size(), 10U);
  for (const auto& name : names) {
    SCOPED_TRACE(name);
    const WholeProgram program{kOnePhoto};
    auto settings = with_company(name);
    expect_no_canary(program.run({"config"}, settings));
    expect_no_canary(program.run({"config", "--json"}, settings));
    expect_no_canary(program.run({"doctor"}, settings));
    expect_no_canary(program.run({"doctor", "--json"}, settings));
    // What is not a value of it is refused, and not repeated either.
    settings[name] = std::string{kCanary} + " \x01";
    expect_no_canary(program.run({"config"}, settings));
  }
}

/// What lies in the files of a directory.
std::string contents_of(const std::string& directory) {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator{directory}) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file{entry.path(), std::ios::binary};
    all.append(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
  }
  return all;
}

class CanaryServer : public testing::Test {
 protected:
  /// Sends a request with that key and gives the whole reply as a text.
  std::string ask(const std::string& method, const std::string& path, const std::string& key,
                  const std::string& body = "") {
    HttpClient client{{.trusted_origins = {url_}}, clock_, limits_};
    HttpRequest request{.method = method, .url = url_ + path, .body = body};
    request.headers = {{"Authorization", "Bearer " + key}, {"Content-Type", "application/json"}};
    const auto answer = client.send({}, request);
    EXPECT_TRUE(answer) << path;
    if (!answer) return {};
    std::string reply = answer->body;
    for (const auto& header : answer->headers) reply += "\n" + header.name + ": " + header.value;
    return reply;
  }

  SystemClock clock_;
  Limits limits_;
  std::string url_;
};

TEST_F(CanaryServer, ShowsNoSecretInRepliesLogsOrItsCatalog) {
  const std::string key{kCanary};
  WebhookReceiver receiver{kWebhookSecret, WebhookReceiver::refuse(500)};
  std::map<std::string, std::string> settings{{"API_KEYS", key},
                                              {"GOOGLE_API_KEY", key},
                                              {"DROPBOX_ACCESS_TOKEN", key},
                                              {"WEBHOOK_ALLOWED_ORIGINS", receiver.origin()},
                                              {"LOG_LEVEL", "debug"},
                                              {"LOG_FORMAT", "json"}};
  const WholeProgram program{kOnePhoto};
  const auto server = program.start({"serve"}, settings);
  const auto banner = server->wait_for_error_text("/health/ready");
  const auto begin = banner.find("http://127.0.0.1:", banner.find("API "));
  ASSERT_NE(begin, banner.npos) << banner;
  url_ = banner.substr(begin, banner.find_first_of("\n \"\\", begin) - begin);

  const auto hook = ask(
      "POST", "/webhooks", key,
      R"({"url": ")" + receiver.url() + R"(", "secret": ")" + std::string{kWebhookSecret} + "\"}");
  EXPECT_THAT(hook, HasSubstr(kWebhookSecret)) << "shown to who has given it";
  std::string replies =
      ask("POST", "/import/google-drive", key, R"({"folder_url": ")" + program.link() + R"("})");
  EXPECT_THAT(replies, HasSubstr("job_id"));
  receiver.wait_for(1);
  for (const auto* path : {"/import/jobs", "/images", "/stats", "/metrics", "/health/ready",
                           "/webhooks", "/openapi.json", "/nowhere"}) {
    replies += ask("GET", path, key);
    replies += ask("GET", path, "wrong-" + key);
  }
  const auto deliveries = "/webhooks/" + hook.substr(hook.find("wh_"), 19) + "/deliveries";
  EXPECT_TRUE(server->runs_until([&] {
    const auto page = ask("GET", deliveries, key);
    replies += page;
    return page.find("The receiver answered with status 500") != page.npos;
  }));
  replies += ask("POST", "/webhooks", key, R"({"url": "https://u:)" + key + R"(@example.com/"})");
  server->send(SIGTERM);
  EXPECT_EQ(server->wait(), 0);

  EXPECT_THAT(replies, Not(HasSubstr(kCanary)));
  EXPECT_THAT(replies, Not(HasSubstr(kWebhookSecret)));
  const auto said = server->output() + server->error_output();
  EXPECT_THAT(said, HasSubstr("webhook not delivered"));
  EXPECT_THAT(said, Not(HasSubstr(kCanary)));
  EXPECT_THAT(said, Not(HasSubstr(kWebhookSecret)));
  EXPECT_THAT(said, Not(HasSubstr("token=t"))) << "the URL of a webhook may be one";
  const auto kept = contents_of(program.data_directory());
  EXPECT_NE(kept.find("job.completed"), kept.npos) << "the catalog was read";
  EXPECT_EQ(kept.find(kCanary), kept.npos);
}

}  // namespace
}  // namespace pixferry
