#include "api-gateway/routes/event_route.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

class EventRoute : public GatewayFixture {
 protected:
  http::Response watch(const std::string& job, http::Headers headers = {}) {
    return get("/import/jobs/" + job + "/events", std::move(headers));
  }
};

TEST_F(EventRoute, KnowsNoEventsOfAJobThatIsNotThere) {
  for (const auto* id : {"550e8400-e29b-41d4-a716-446655440000", "nonsense"}) {
    EXPECT_EQ(watch(id).status, 404) << id;
  }
}

TEST_F(EventRoute, NeedsAKeyWhereKeysAreConfigured) {
  const auto job = start_job();
  config_.api_keys = {Secret{"k"}};
  EXPECT_EQ(watch(job).status, 401);
  EXPECT_EQ(watch(job, {{"Authorization", "Bearer k"}}).status, 200);
}

TEST_F(EventRoute, TellsCachesAndProxiesToKeepNothingBack) {
  const auto reply = watch(start_job());
  EXPECT_EQ(reply.headers.find("Content-Type"), "text/event-stream");
  EXPECT_EQ(reply.headers.find("Cache-Control"), "no-store");
  EXPECT_EQ(reply.headers.find("X-Accel-Buffering"), "no");
}

TEST_F(EventRoute, LetsPagesOfAllowedOriginsWatchAndSayWhatTheyHaveSeen) {
  const auto job = start_job();
  config_.cors_origins = {"https://app.example"};
  const http::Headers origin{{"Origin", "https://app.example"}};
  EXPECT_EQ(watch(job, origin).headers.find("Access-Control-Allow-Origin"), "https://app.example");
  http::Request preflight;
  preflight.method = "OPTIONS";
  preflight.path = "/import/jobs/" + job + "/events";
  preflight.headers = origin;
  preflight.headers.set("Access-Control-Request-Method", "GET");
  const auto reply = ask(std::move(preflight));
  EXPECT_NE(reply.headers.find("Access-Control-Allow-Headers").value_or("").find("Last-Event-ID"),
            std::string::npos);
}

TEST_F(EventRoute, TakesNoOtherMethod) {
  const auto reply = post("/import/jobs/" + start_job() + "/events");
  EXPECT_EQ(reply.status, 405);
  EXPECT_EQ(reply.headers.find("Allow"), "GET, HEAD");
}

TEST_F(EventRoute, TellsAClientThatHasSeenTheEndNotToComeAgain) {
  const auto job = start_job();
  import_images(job, {"a.jpg"});
  EXPECT_EQ(watch(job, {{"Last-Event-ID", "2"}}).status, 204);
  EXPECT_EQ(watch(job, {{"Last-Event-ID", "1"}}).status, 200);
  EXPECT_EQ(watch(job, {{"Last-Event-ID", "3"}}).status, 200);
  EXPECT_EQ(watch(job).status, 200);
}

}  // namespace
}  // namespace pixferry
