#include "api-gateway/routes/retry_route.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

class RetryRoute : public GatewayFixture {
 protected:
  /// A completed job: one image, two files that failed.
  std::string job_with_failures() {
    const auto id = start_job();
    const auto leases = claim_images(id, {"a.jpg", "b.jpg", "c.jpg"});
    finish({{leases[0], fresh_image()},
            {leases[1], Failed{ErrorCode::network, "The connection broke."}},
            {leases[2], Failed{ErrorCode::source_forbidden, "No downloads."}}});
    return id;
  }

  http::Response retry(const std::string& job, const std::string& body = "") {
    return post("/import/jobs/" + job + "/retry", body);
  }

  std::int64_t failed_files(const std::string& job) {
    return json(get("/jobs/" + job)).at("failed_files").as_int64();
  }

  /// Whether a worker would be told of files to do at once.
  bool is_announced(const std::string& job) {
    const auto work = engines_->announced(WorkKind::files);
    return work && work->job.text() == job;
  }
};

TEST_F(RetryRoute, TriesAllFailedFilesOfAFinishedJobAgain) {
  const auto id = job_with_failures();
  const auto response = retry(id);
  EXPECT_EQ(response.status, 202);
  const auto reply = json(response);
  EXPECT_EQ(reply.at("retried_files"), 2);
  EXPECT_EQ(reply.at("job_id").as_string(), id);
  EXPECT_EQ(reply.at("status"), "processing");
  EXPECT_EQ(reply.at("failed_files"), 0);
  EXPECT_EQ(reply.at("pending_files"), 2);
  EXPECT_EQ(reply.at("imported_files"), 1);
}

TEST_F(RetryRoute, AnnouncesTheWorkAtOnce) {
  const auto id = job_with_failures();
  EXPECT_FALSE(is_announced(id));
  retry(id);
  EXPECT_TRUE(is_announced(id));
}

TEST_F(RetryRoute, WakesWhoWatchesTheJob) {
  const auto id = job_with_failures();
  std::vector<std::string> woken;
  const auto watching = feed_.observe([&](const JobId& job) { woken.push_back(job.text()); });
  retry(id);
  EXPECT_EQ(woken, std::vector{id});
}

TEST_F(RetryRoute, ChangesNothingTheSecondTime) {
  const auto id = job_with_failures();
  retry(id);
  ASSERT_TRUE(is_announced(id));
  const auto again = retry(id, "{}");
  EXPECT_EQ(again.status, 202);
  EXPECT_EQ(json(again).at("retried_files"), 0);
  EXPECT_EQ(json(again).at("pending_files"), 2);
  EXPECT_FALSE(is_announced(id));
}

TEST_F(RetryRoute, LeavesAJobWithoutFailuresFinished) {
  const auto id = start_job();
  import_images(id, {"a.jpg"});
  const auto response = retry(id);
  EXPECT_EQ(response.status, 202);
  EXPECT_EQ(json(response).at("retried_files"), 0);
  EXPECT_EQ(json(response).at("status"), "completed");
}

TEST_F(RetryRoute, LeavesARunningJobWithItsFailuresAlone) {
  const auto id = start_job();
  const auto leases = claim_images(id, {"a.jpg", "b.jpg"});
  finish({{leases[0], Failed{ErrorCode::network, ""}}});
  EXPECT_EQ(json(retry(id)).at("retried_files"), 0);
  EXPECT_EQ(failed_files(id), 1);
}

TEST_F(RetryRoute, LeavesACancelledJobCancelled) {
  const auto id = start_job();
  const auto leases = claim_images(id, {"a.jpg", "b.jpg"});
  finish({{leases[0], Failed{ErrorCode::network, ""}}});
  post("/import/jobs/" + id + "/cancel");
  EXPECT_EQ(json(retry(id)).at("status"), "cancelled");
  EXPECT_EQ(failed_files(id), 1);
}

TEST_F(RetryRoute, NamesTheJobThatImportsTheSameFolder) {
  const auto id = job_with_failures();
  const auto other = start_job();
  const auto response = retry(id);
  EXPECT_EQ(response.status, 409);
  EXPECT_NE(text(response).find(other), std::string::npos);
  EXPECT_EQ(failed_files(id), 2);
}

TEST_F(RetryRoute, KnowsNoJobWithAnUnknownOrMalformedId) {
  for (const std::string id : {"550e8400-e29b-41d4-a716-446655440000", "7", "%27%20OR%201=1"}) {
    const auto response = retry(id);
    EXPECT_EQ(response.status, 404) << id;
    EXPECT_EQ(json(response).at("code"), "job_not_found");
    EXPECT_EQ(json(response).at("detail"), "There is no job with this id.");
  }
}

TEST_F(RetryRoute, RetriesNothingWhereItCannotTellWhatIsAskedFor) {
  const auto id = job_with_failures();
  struct Case {
    std::string body;
    int status;
    std::string code;
  };
  for (const auto& [body, status, code] :
       {Case{"not json", 400, "malformed_json"}, Case{"[]", 422, "invalid_request"},
        Case{R"({"reason": "bad luck"})", 422, "invalid_request"},
        Case{R"({"reason": 7})", 422, "invalid_request"},
        Case{R"({"file_ids": []})", 422, "invalid_request"},
        Case{R"({"file_ids": 7})", 422, "invalid_request"},
        Case{R"({"file_ids": ["7"]})", 422, "invalid_request"},
        Case{R"({"file_ids": [-1]})", 422, "invalid_request"},
        Case{R"({"a": 1, "a": 2})", 422, "invalid_request"}}) {
    const auto response = retry(id, body);
    EXPECT_EQ(response.status, status) << body;
    EXPECT_EQ(json(response).at("code").as_string(), code) << body;
    EXPECT_NE(text(response).find("all failed files are retried"), std::string::npos) << body;
  }
  EXPECT_EQ(failed_files(id), 2);
}

TEST_F(RetryRoute, TriesTheFilesOfOneReasonAgain) {
  const auto id = job_with_failures();
  EXPECT_EQ(json(retry(id, R"({"reason": "too_large"})")).at("retried_files"), 0);
  EXPECT_EQ(json(retry(id, R"({"reason": "network"})")).at("retried_files"), 1);
  EXPECT_EQ(failed_files(id), 1);
  const auto left = json(get("/import/jobs/" + id + "/failures"));
  EXPECT_EQ(left.at("failures").at(0).at("reason"), "source_forbidden");
}

TEST_F(RetryRoute, TriesTheNamedFilesAgainAndNoFileThatIsWell) {
  const auto id = job_with_failures();
  const auto files = json(get("/import/jobs/" + id + "/files")).at("files").as_array();
  ASSERT_EQ(files.size(), 3u);
  const auto id_of = [&](std::size_t i) {
    return std::to_string(files[i].at("file_id").as_int64());
  };
  const auto body = R"({"file_ids": [)" + id_of(0) + "," + id_of(2) + ", 999999]}";
  EXPECT_EQ(json(retry(id, body)).at("retried_files"), 1);
  EXPECT_EQ(failed_files(id), 1);
}

TEST_F(RetryRoute, NamesEveryFieldThatItDoesNotKnow) {
  const auto reply = json(retry(job_with_failures(), R"({"file_ids": [], "x/y": 2})"));
  const auto& errors = reply.at("errors").as_array();
  ASSERT_EQ(errors.size(), 2u);
  EXPECT_EQ(errors[0].at("code"), "out_of_range");
  EXPECT_EQ(errors[1].at("pointer"), "/x~1y");
  EXPECT_EQ(errors[1].at("code"), "unknown_field");
}

TEST_F(RetryRoute, TakesABodyAsJsonOnly) {
  http::Request request;
  request.method = "POST";
  request.path = "/import/jobs/" + job_with_failures() + "/retry";
  request.body = "{}";
  request.headers.set("Content-Type", "text/plain");
  EXPECT_EQ(ask(std::move(request)).status, 415);
}

}  // namespace
}  // namespace pixferry
