#include "api-gateway/routes/webhook_routes.hpp"

#include <gmock/gmock.h>

#include "api-gateway/routes/gateway_fixture.hpp"
#include "pipeline/catalog/webhook_outbox.hpp"

namespace pixferry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

class WebhookRoutes : public GatewayFixture {
 protected:
  std::string add(const std::string& body = R"({"url": "https://example.com/hook"})") {
    const auto added = post("/webhooks", body);
    EXPECT_EQ(added.status, 201) << text(added);
    return std::string{json(added).at("id").as_string()};
  }

  http::Response remove(const std::string& path) {
    http::Request request;
    request.method = "DELETE";
    request.path = path;
    return ask(std::move(request));
  }

  std::string error_code(const http::Response& response) {
    return std::string{json(response).at("code").as_string()};
  }

  /// The pointer of the only field that is wrong.
  std::string wrong_field(const std::string& body) {
    const auto refused = post("/webhooks", body);
    EXPECT_EQ(refused.status, 422) << body;
    const auto problem = json(refused);
    const auto& errors = problem.at("errors").as_array();
    EXPECT_THAT(errors, SizeIs(1)) << body;
    return std::string{errors.at(0).at("pointer").as_string()};
  }

  /// Makes the only delivery that is due, the way a worker does.
  void deliver(const WebhookCall& call) {
    WebhookOutbox outbox{*database_, clock_};
    const auto due = outbox.claim(context_, 1, std::chrono::seconds{60});
    ASSERT_TRUE(due);
    ASSERT_THAT(*due, SizeIs(1));
    ASSERT_TRUE(outbox.record(context_, due->front(), call));
  }
};

TEST_F(WebhookRoutes, AddOneAndShowItsSecretOnce) {
  const auto added = post("/webhooks", R"({"url": "https://example.com/hook?a=b",
      "description": "mine", "events": ["job.failed", "job.failed"]})");
  ASSERT_EQ(added.status, 201) << text(added);
  const auto webhook = json(added);
  const std::string id{webhook.at("id").as_string()};
  EXPECT_EQ(added.headers.find("Location"), "/webhooks/" + id);
  EXPECT_THAT(std::string{webhook.at("secret").as_string()}, StartsWith("whsec_"));
  EXPECT_EQ(webhook.at("url"), "https://example.com/hook?a=b");
  EXPECT_EQ(webhook.at("description"), "mine");
  EXPECT_THAT(webhook.at("events").as_array(), ElementsAre("job.failed"));
  EXPECT_EQ(webhook.at("enabled"), true);
  for (const auto& path : {std::string{"/webhooks"}, "/webhooks/" + id}) {
    const auto shown = get(path);
    EXPECT_EQ(shown.status, 200);
    EXPECT_THAT(text(shown), HasSubstr(id));
    EXPECT_THAT(text(shown), Not(HasSubstr("whsec_")));
  }
}

TEST_F(WebhookRoutes, TakeASecretThatTheClientHas) {
  const auto added = post(
      "/webhooks", R"({"url": "https://example.com/", "secret": ")" + std::string{kSecret} + "\"}");
  ASSERT_EQ(added.status, 201);
  EXPECT_EQ(json(added).at("secret").as_string(), kSecret);
  EXPECT_THAT(json(added).at("events").as_array(), SizeIs(3)) << "all, unless some are chosen";
}

TEST_F(WebhookRoutes, RefuseWhatCannotBeAWebhookAndNameTheField) {
  EXPECT_EQ(wrong_field("{}"), "/url");
  EXPECT_EQ(wrong_field(R"({"url": 1})"), "/url");
  EXPECT_EQ(wrong_field(R"({"url": "http://example.com/"})"), "/url");
  EXPECT_EQ(wrong_field(R"({"url": "https://169.254.169.254/latest"})"), "/url");
  EXPECT_EQ(wrong_field(R"({"url": "https://u:p@example.com/"})"), "/url");
  const std::string good = R"({"url": "https://example.com/", )";
  EXPECT_EQ(wrong_field(good + R"("events": []})"), "/events");
  EXPECT_EQ(wrong_field(good + R"("events": "job.failed"})"), "/events");
  EXPECT_EQ(wrong_field(good + R"("events": ["job.started"]})"), "/events");
  EXPECT_EQ(wrong_field(good + R"("events": ["webhook.test"]})"), "/events");
  EXPECT_EQ(wrong_field(good + R"("events": [1]})"), "/events");
  EXPECT_EQ(wrong_field(good + R"("secret": "short"})"), "/secret");
  EXPECT_EQ(wrong_field(good + R"("secret": 1})"), "/secret");
  EXPECT_EQ(wrong_field(good + R"("description": 1})"), "/description");
  EXPECT_EQ(wrong_field(good + R"("description": ")" + std::string(201, 'a') + "\"}"),
            "/description");
  EXPECT_EQ(wrong_field(good + R"("headers": {}})"), "/headers");
  EXPECT_EQ(wrong_field("[]"), "");
  EXPECT_EQ(post("/webhooks", "{").status, 400);
  EXPECT_EQ(json(get("/webhooks")).at("webhooks").as_array().size(), 0U);
}

TEST_F(WebhookRoutes, TakeAPrivateOriginThatTheOperatorAllows) {
  EXPECT_EQ(wrong_field(R"({"url": "http://127.0.0.1:9000/a"})"), "/url");
  config_.webhook_allowed_origins = {"http://127.0.0.1:9000"};
  add(R"({"url": "http://127.0.0.1:9000/a"})");
  EXPECT_EQ(wrong_field(R"({"url": "http://127.0.0.1:9001/a"})"), "/url");
}

TEST_F(WebhookRoutes, SayThatThereAreEnough) {
  for (int i = 0; i < WebhookRegistry::kWebhooksMax; ++i) add();
  const auto refused = post("/webhooks", R"({"url": "https://example.com/hook"})");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(error_code(refused), "too_many_webhooks");
}

TEST_F(WebhookRoutes, RemoveOne) {
  const auto id = add();
  EXPECT_EQ(remove("/webhooks/" + id).status, 204);
  EXPECT_EQ(remove("/webhooks/" + id).status, 404);
  EXPECT_EQ(get("/webhooks/" + id).status, 404);
}

TEST_F(WebhookRoutes, AnswerThatThereIsNoSuchWebhook) {
  for (const std::string id : {"wh_0000000000000000", "wh_", "1", "wh_00000000000000zz", "%00"}) {
    const auto one = "/webhooks/" + id;
    EXPECT_EQ(get(one).status, 404) << id;
    EXPECT_EQ(get(one + "/deliveries").status, 404) << id;
    for (const auto* action : {"/enable", "/rotate-secret", "/test", "/deliveries/1/redeliver"}) {
      EXPECT_EQ(post(one + action).status, 404) << id << action;
    }
  }
  EXPECT_EQ(error_code(get("/webhooks/wh_0000000000000000")), "webhook_not_found");
}

TEST_F(WebhookRoutes, ReplaceASecretByOneOfTheClientOrAFreshOne) {
  const auto id = add();
  const auto fresh = post("/webhooks/" + id + "/rotate-secret");
  ASSERT_EQ(fresh.status, 200) << text(fresh);
  EXPECT_THAT(std::string{json(fresh).at("secret").as_string()}, StartsWith("whsec_"));
  EXPECT_TRUE(json(fresh).at("old_secret_until").is_string());
  const auto own =
      post("/webhooks/" + id + "/rotate-secret", R"({"secret": ")" + std::string{kSecret} + "\"}");
  EXPECT_EQ(json(own).at("secret").as_string(), kSecret);
  for (const std::string body : {R"({"secret": "x"})", R"({"secret": 1})", "[]", R"({"a": 1})"}) {
    EXPECT_EQ(post("/webhooks/" + id + "/rotate-secret", body).status, 422) << body;
  }
  EXPECT_THAT(text(get("/webhooks/" + id)), Not(HasSubstr("whsec_")));
}

TEST_F(WebhookRoutes, WriteATestAndShowWhatCameOfIt) {
  const auto id = add();
  const auto written = post("/webhooks/" + id + "/test");
  ASSERT_EQ(written.status, 202) << text(written);
  EXPECT_EQ(json(written).at("event"), "webhook.test");
  EXPECT_EQ(json(written).at("state"), "pending");
  EXPECT_TRUE(json(written).at("job_id").is_null());
  deliver({.duration = std::chrono::milliseconds{87},
           .status = 500,
           .error = "The receiver answered with status 500.",
           .answer = "oops"});
  const auto page = json(get("/webhooks/" + id + "/deliveries"));
  const auto& delivery = page.at("deliveries").at(0);
  EXPECT_EQ(delivery.at("message_id"), json(written).at("message_id"));
  EXPECT_EQ(delivery.at("state"), "failed");
  EXPECT_TRUE(delivery.at("next_attempt_at").is_null());
  const auto& attempt = delivery.at("attempts").at(0);
  EXPECT_EQ(attempt.at("number"), 1);
  EXPECT_EQ(attempt.at("duration_ms"), 87);
  EXPECT_EQ(attempt.at("status"), 500);
  EXPECT_EQ(attempt.at("error"), "The receiver answered with status 500.");
  EXPECT_EQ(attempt.at("answer"), "oops");
}

TEST_F(WebhookRoutes, DeliverOnceMoreUnderTheSameId) {
  const auto id = add();
  const auto written = json(post("/webhooks/" + id + "/test"));
  deliver({.status = 204});
  const auto one = "/webhooks/" + id + "/deliveries/" +
                   std::to_string(written.at("id").as_int64()) + "/redeliver";
  const auto again = post(one);
  ASSERT_EQ(again.status, 202) << text(again);
  EXPECT_EQ(json(again).at("state"), "pending");
  EXPECT_EQ(json(again).at("message_id"), written.at("message_id"));
  for (const std::string unknown : {"0", "-1", "99", "x", "9223372036854775808"}) {
    const auto refused = post("/webhooks/" + id + "/deliveries/" + unknown + "/redeliver");
    EXPECT_EQ(refused.status, 404) << unknown;
    EXPECT_EQ(error_code(refused), "delivery_not_found") << unknown;
  }
}

TEST_F(WebhookRoutes, ListDeliveriesInPages) {
  const auto id = add();
  for (int i = 0; i < 3; ++i) post("/webhooks/" + id + "/test");
  const auto first = get("/webhooks/" + id + "/deliveries?limit=2&state=pending");
  EXPECT_THAT(json(first).at("deliveries").as_array(), SizeIs(2));
  const std::string cursor{json(first).at("next_cursor").as_string()};
  const auto next = "/webhooks/" + id + "/deliveries?state=pending&cursor=" + cursor + "&limit=2";
  EXPECT_EQ(first.headers.find("Link"), "<" + next + ">; rel=\"next\"");
  const auto second = get(next);
  EXPECT_THAT(json(second).at("deliveries").as_array(), SizeIs(1));
  EXPECT_TRUE(json(second).at("next_cursor").is_null());
  for (const std::string query : {"limit=0", "limit=101", "cursor=0", "cursor=x", "state=lost"}) {
    EXPECT_EQ(get("/webhooks/" + id + "/deliveries?" + query).status, 422) << query;
  }
}

TEST_F(WebhookRoutes, EnableOneThatWasDisabled) {
  const auto id = add();
  start_job();
  const auto job = std::string{json(get("/import/jobs")).at("jobs").at(0).at("job_id").as_string()};
  post("/import/jobs/" + job + "/cancel");
  deliver({.status = 410, .error = "Gone.", .is_gone = true});
  const auto disabled = json(get("/webhooks/" + id));
  EXPECT_EQ(disabled.at("enabled"), false);
  EXPECT_THAT(std::string{disabled.at("disabled_reason").as_string()}, HasSubstr("410"));
  const auto enabled = post("/webhooks/" + id + "/enable");
  EXPECT_EQ(enabled.status, 200);
  EXPECT_EQ(json(enabled).at("enabled"), true);
  EXPECT_TRUE(json(enabled).at("disabled_reason").is_null());
}

}  // namespace
}  // namespace pixferry
