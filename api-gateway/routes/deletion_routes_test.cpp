#include "api-gateway/routes/deletion_routes.hpp"

#include <gmock/gmock.h>

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;

class DeletionRoutes : public GatewayFixture {
 protected:
  http::Response remove(const std::string& target) {
    http::Request request;
    request.method = "DELETE";
    request.path = target;
    return ask(std::move(request));
  }
  std::int64_t total_images() { return json(get("/images")).at("total").as_int64(); }
  std::string etag_of_layout() {
    return std::string{get("/images/layout").headers.find("ETag").value_or("")};
  }
};

TEST_F(DeletionRoutes, DeleteOneImageAndKnowItNoMore) {
  import_images(start_job(), {"a.jpg", "b.jpg"});
  const auto etag = etag_of_layout();
  const auto response = remove("/images/1");
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(get("/images/1").status, 404);
  EXPECT_EQ(remove("/images/1").status, 404);
  EXPECT_EQ(json(remove("/images/1")).at("code"), "image_not_found");
  EXPECT_EQ(total_images(), 1);
  EXPECT_NE(etag_of_layout(), etag);
  for (const std::string id : {"0", "-1", "x", "1x", "99999999999999999999"}) {
    EXPECT_EQ(remove("/images/" + id).status, 404) << id;
  }
}

TEST_F(DeletionRoutes, DeleteManyImagesAndSayWhichThereWere) {
  import_images(start_job(), {"a.jpg", "b.jpg", "c.jpg"});
  const auto response = post("/images/delete", R"({"ids": [3, 77, 1, 3]})");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(text(response), R"({"deleted":[1,3],"not_found":[77]})");
  EXPECT_EQ(total_images(), 1);
}

TEST_F(DeletionRoutes, TakeAThousandIdsAndNoMore) {
  const auto ids = [](int count) {
    std::string list = "1";
    for (int id = 2; id <= count; ++id) list += "," + std::to_string(id);
    return R"({"ids":[)" + list + "]}";
  };
  EXPECT_EQ(post("/images/delete", ids(1000)).status, 200);
  EXPECT_EQ(post("/images/delete", ids(1001)).status, 422);
}

TEST_F(DeletionRoutes, RefuseABodyThatNamesNoImages) {
  import_images(start_job(), {"a.jpg"});
  for (const std::string body :
       {"{}", "[1]", R"({"ids":[]})", R"({"ids":1})", R"({"ids":["1"]})", R"({"ids":[0]})",
        R"({"ids":[1.5]})", R"({"ids":[1],"all":true})", R"({"ids":[1],"ids":[1]})"}) {
    const auto response = post("/images/delete", body);
    EXPECT_EQ(response.status, 422) << body;
    EXPECT_EQ(json(response).at("code"), "invalid_request");
  }
  EXPECT_EQ(post("/images/delete", "nonsense").status, 400);
  EXPECT_EQ(total_images(), 1);
}

TEST_F(DeletionRoutes, DeleteAFinishedJobWhichVanishesAtOnceWithItsImagesBehindIt) {
  const auto kept = start_job("1AbCdEfGhIjKlMnO1");
  import_images(kept, {"a.jpg"});
  const auto gone = start_job("1AbCdEfGhIjKlMnO2");
  import_images(gone, {"b.jpg"});
  std::vector<std::string> woken;
  const auto watching = feed_.observe([&](const JobId& job) { woken.push_back(job.text()); });
  EXPECT_EQ(remove("/import/jobs/" + gone + "?images=delete").status, 204);
  EXPECT_EQ(woken, std::vector{gone});
  EXPECT_EQ(remove("/import/jobs/" + gone + "?images=delete").status, 204);
  EXPECT_EQ(get("/import/jobs/" + gone).status, 404);
  EXPECT_EQ(get("/import/jobs/" + gone + "/files").status, 404);
  EXPECT_EQ(get("/import/jobs/" + gone + "/events").status, 404);
  EXPECT_EQ(json(get("/import/jobs")).at("jobs").as_array().size(), 1U);
  while (*disposal_->delete_rows(context_)) {
  }
  EXPECT_EQ(total_images(), 1);
  EXPECT_EQ(remove("/import/jobs/" + gone).status, 404);
}

TEST_F(DeletionRoutes, KeepTheImagesOfAJobUnlessTheyAreAskedFor) {
  const auto id = start_job();
  import_images(id, {"a.jpg"});
  EXPECT_EQ(remove("/import/jobs/" + id + "?images=all").status, 422);
  EXPECT_EQ(remove("/import/jobs/" + id).status, 204);
  while (*disposal_->delete_rows(context_)) {
  }
  EXPECT_EQ(total_images(), 1);
}

TEST_F(DeletionRoutes, LeaveAJobThatRunsOrRestsAsItIs) {
  const auto id = start_job();
  for (const std::string state : {"processing", "paused"}) {
    const auto response = remove("/import/jobs/" + id);
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(json(response).at("code"), "job_active");
    EXPECT_THAT(std::string{json(response).at("detail").as_string()}, HasSubstr(state));
    post("/import/jobs/" + id + "/pause");
  }
  EXPECT_EQ(get("/import/jobs/" + id).status, 200);
}

TEST_F(DeletionRoutes, KnowNoJobWithAnUnknownOrMalformedId) {
  for (const std::string id : {"550e8400-e29b-41d4-a716-446655440000", "7", "%27%20OR%201=1"}) {
    EXPECT_EQ(remove("/import/jobs/" + id).status, 404) << id;
  }
}

}  // namespace
}  // namespace pixferry
