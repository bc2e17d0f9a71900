#include "api-gateway/routes/idempotency.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

class Idempotency : public GatewayFixture {
 protected:
  static std::string link(char last) {
    return std::string{
               R"({"folder_url": "https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnO)"} +
           last + "\"}";
  }

  http::Response post_with_key(const std::string& key, const std::string& body,
                               const std::string& path = "/import") {
    http::Request request;
    request.method = "POST";
    request.path = path;
    request.headers.set("Content-Type", "application/json");
    request.headers.set("Idempotency-Key", key);
    request.body = body;
    return ask(std::move(request));
  }
  std::size_t job_count() { return json(get("/import/jobs")).at("jobs").as_array().size(); }
};

TEST_F(Idempotency, RepeatsTheFirstAnswerToTheLetterAndCarriesOutNothing) {
  const auto first = post_with_key("k", link('1'));
  EXPECT_EQ(first.status, 202);
  EXPECT_FALSE(first.headers.contains("Idempotency-Replayed"));
  post("/import/jobs/" + std::string{json(first).at("job_id").as_string()} + "/cancel");
  const auto again = post_with_key("k", link('1'));
  EXPECT_EQ(again.status, 202);
  EXPECT_EQ(text(again), text(first));
  EXPECT_EQ(again.headers.find("Location"), first.headers.find("Location"));
  EXPECT_EQ(again.headers.find("Content-Type"), "application/json");
  EXPECT_EQ(again.headers.find("Idempotency-Replayed"), "true");
  EXPECT_EQ(job_count(), 1u);
}

TEST_F(Idempotency, TellsKeysAndTheirAbsenceApart) {
  post_with_key("k", link('1'));
  EXPECT_FALSE(post_with_key("K", link('1')).headers.contains("Idempotency-Replayed"));
  EXPECT_EQ(post("/import", link('1')).status, 200) << "the job that runs";
}

TEST_F(Idempotency, RefusesAKeyThatCameWithAnotherRequest) {
  post_with_key("k", link('1'));
  for (const auto& response :
       {post_with_key("k", link('2')), post_with_key("k", link('1'), "/import/google-drive")}) {
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(json(response).at("code"), "idempotency_key_reused");
  }
  EXPECT_EQ(job_count(), 1u);
}

TEST_F(Idempotency, RepeatsARefusalToo) {
  const auto first = post_with_key("k", R"({"folder_url": "https://example.com/"})");
  EXPECT_EQ(first.status, 400);
  const auto again = post_with_key("k", R"({"folder_url": "https://example.com/"})");
  EXPECT_EQ(again.headers.find("Idempotency-Replayed"), "true");
  EXPECT_EQ(again.headers.find("Content-Type"), "application/problem+json");
}

TEST_F(Idempotency, CoversEveryPost) {
  const auto id = start_job();
  for (const std::string change : {"/pause", "/resume", "/cancel"}) {
    const auto path = "/import/jobs/" + id + change;
    EXPECT_EQ(post_with_key(change, "", path).status, 202);
    EXPECT_EQ(post_with_key(change, "", path).headers.find("Idempotency-Replayed"), "true");
  }
}

TEST_F(Idempotency, KeepsNoAnswerThatMayBeAnotherTheNextTime) {
  post("/import", link('1'));
  const std::string other = link('1').substr(0, link('1').size() - 1) + R"(, "recursive": false})";
  EXPECT_EQ(post_with_key("k", other).status, 409);
  const auto id = std::string{json(get("/import/jobs")).at("jobs").at(0).at("job_id").as_string()};
  post("/import/jobs/" + id + "/cancel");
  EXPECT_EQ(post_with_key("k", other).status, 202);
}

TEST_F(Idempotency, LetsNobodyBeginWhatIsUnderWay) {
  post_with_key("k", link('1'));
  {
    const auto transaction = *database_->begin(context_, Access::write);
    ASSERT_TRUE(transaction->query("UPDATE pixferry.kept_answer SET status = NULL", {}));
    ASSERT_TRUE(transaction->commit());
  }
  const auto during = post_with_key("k", link('1'));
  EXPECT_EQ(during.status, 409);
  EXPECT_EQ(json(during).at("code"), "idempotency_key_in_use");
  EXPECT_EQ(during.headers.find("Retry-After"), "1");
}

TEST_F(Idempotency, RefusesAKeyThatIsNone) {
  for (const auto& key : {std::string{}, std::string(256, 'k'), std::string{"t\xC3\xA4g"}}) {
    const auto response = post_with_key(key, link('1'));
    EXPECT_EQ(response.status, 422) << key;
    EXPECT_EQ(json(response).at("code"), "invalid_idempotency_key");
  }
  EXPECT_EQ(post_with_key(std::string(255, 'k'), link('1')).status, 202);
}

TEST_F(Idempotency, KeepsNeitherTheKeyNorWhatWasAsked) {
  post_with_key("very-secret-key", link('1'));
  const auto transaction = *database_->begin(context_, Access::read);
  const auto rows =
      transaction->query("SELECT key_hash, request_hash FROM pixferry.kept_answer", {});
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ((*rows)[0].text(0).find("secret"), std::string::npos);
}

TEST_F(Idempotency, AsksForTheApiKeyBeforeAnythingIsKept) {
  config_.api_keys = {Secret{"right"}};
  EXPECT_EQ(post_with_key("k", link('1')).status, 401);
  const auto transaction = *database_->begin(context_, Access::read);
  EXPECT_TRUE(transaction->query("SELECT 1 FROM pixferry.kept_answer", {})->empty());
}

}  // namespace
}  // namespace pixferry
