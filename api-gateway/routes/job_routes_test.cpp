#include "api-gateway/routes/job_routes.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"
#include "api-gateway/routes/job_json.hpp"

namespace pixferry {
namespace {

class JobRoutes : public GatewayFixture {};

TEST_F(JobRoutes, ShowTheSevenSpecifiedKeysFirst) {
  const auto id = start_job();
  import_images(id, {"a.jpg", "b.jpg"});
  const auto response = get("/import/jobs/" + id);
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(text(response).starts_with(
      "{\"job_id\":\"" + id +
      R"(","status":"completed","source":"google_drive","total_files":2,"processed_files":2,)"
      R"("failed_files":0,"progress_percent":100.0,)"))
      << text(response);
  EXPECT_EQ(json(response).at("folder_name"), "Holidays");
  EXPECT_TRUE(json(response).at("error").is_null());
  EXPECT_TRUE(json(response).at("listing_done").as_bool());
  EXPECT_EQ(text(get("/jobs/" + id)), text(response));
}

TEST(JobJson, ShowsProgressWithOneDigitAndTheErrorWithItsHint) {
  JobSnapshot job;
  job.state = JobState::failed;
  job.tally = {
      .total = 3, .imported = 1, .skipped = 0, .failed = 1, .bytes_total = 9, .bytes_done = 4};
  job.folder_name = "a\"<b>\n";
  job.error = JobError{ErrorCode::limit_files, "Too many."};
  job.throttled_until = from_milliseconds(1'000);
  const auto text = routes::job_json(job);
  EXPECT_NE(text.find(R"("progress_percent":66.6,)"), text.npos) << text;
  EXPECT_NE(text.find(R"("folder_name":"a\"\u003cb\u003e\u000a")"), text.npos) << text;
  EXPECT_NE(text.find(R"("error":{"code":"limit_files","message":"Too many.","hint":"Raise)"),
            text.npos);
  EXPECT_NE(text.find(R"("throttled_until":"1970-01-01T00:00:01Z")"), text.npos);
  EXPECT_NE(text.find(R"("pending_files":1,)"), text.npos);
}

TEST_F(JobRoutes, KnowNoJobWithAnUnknownOrMalformedId) {
  for (const std::string id : {"550e8400-e29b-41d4-a716-446655440000", "7", "..%2f..%2fetc",
                               "%27%20OR%201=1", "550e8400-e29b-41d4-a716-44665544000"}) {
    for (const std::string path : {"/import/jobs/", "/jobs/"}) {
      const auto response = get(path + id);
      EXPECT_EQ(response.status, 404) << id;
      EXPECT_EQ(json(response).at("code"), "job_not_found");
    }
    for (const std::string change : {"/cancel", "/pause", "/resume"}) {
      EXPECT_EQ(post("/import/jobs/" + id + change).status, 404) << id;
    }
  }
}

TEST_F(JobRoutes, CancelAJobOnceAndForAll) {
  const auto id = start_job();
  for (int i = 0; i < 2; ++i) {
    const auto response = post("/import/jobs/" + id + "/cancel");
    EXPECT_EQ(response.status, 202);
    EXPECT_EQ(json(response).at("status"), "cancelled");
  }
  EXPECT_EQ(json(get("/jobs/" + id)).at("status"), "cancelled");
}

TEST_F(JobRoutes, LeaveAFinishedJobAsItIs) {
  const auto id = start_job();
  import_images(id, {"a.jpg"});
  for (const std::string change : {"/cancel", "/pause", "/resume"}) {
    const auto response = post("/import/jobs/" + id + change);
    EXPECT_EQ(response.status, 202);
    EXPECT_EQ(json(response).at("status"), "completed");
  }
}

TEST_F(JobRoutes, PauseAJobAndResumeItAndSayTheSameTheSecondTime) {
  const auto id = start_job();
  for (int i = 0; i < 2; ++i) {
    const auto paused = post("/import/jobs/" + id + "/pause");
    EXPECT_EQ(paused.status, 202);
    EXPECT_EQ(json(paused).at("status"), "paused");
  }
  for (int i = 0; i < 2; ++i) {
    const auto resumed = post("/import/jobs/" + id + "/resume");
    EXPECT_EQ(resumed.status, 202);
    EXPECT_EQ(json(resumed).at("status"), "processing");
  }
}

TEST_F(JobRoutes, AnnounceTheWorkOfAResumedJobAtOnce) {
  const auto id = start_job();
  post("/import/jobs/" + id + "/pause");
  while (engines_->announced(WorkKind::listing)) {
  }
  post("/import/jobs/" + id + "/resume");
  for (const auto kind : {WorkKind::listing, WorkKind::files}) {
    const auto work = engines_->announced(kind);
    ASSERT_TRUE(work);
    EXPECT_EQ(work->job.text(), id);
  }
}

TEST_F(JobRoutes, WakeWhoWatchesTheJobThatIsSteered) {
  const auto id = start_job();
  std::vector<std::string> woken;
  const auto watching = feed_.observe([&](const JobId& job) { woken.push_back(job.text()); });
  post("/import/jobs/550e8400-e29b-41d4-a716-446655440000/cancel");
  EXPECT_TRUE(woken.empty());
  for (const std::string change : {"/pause", "/resume", "/cancel"}) {
    post("/import/jobs/" + id + change);
    EXPECT_EQ(woken, std::vector{id}) << change;
    woken.clear();
  }
}

TEST_F(JobRoutes, ListJobsPageByPageNewestFirst) {
  std::vector<std::string> ids;
  for (const auto* folder : {"1AbCdEfGhIjKlMnO1", "1AbCdEfGhIjKlMnO2", "1AbCdEfGhIjKlMnO3"}) {
    ids.push_back(start_job(folder));
    clock_.advance(std::chrono::seconds{1});
  }
  const auto first = json(get("/import/jobs?limit=2"));
  ASSERT_EQ(first.at("jobs").as_array().size(), 2u);
  EXPECT_EQ(first.at("jobs").at(0).at("job_id").as_string(), ids[2]);
  const auto cursor = std::string{first.at("next_cursor").as_string()};
  const auto second = json(get("/import/jobs?limit=2&cursor=" + cursor));
  ASSERT_EQ(second.at("jobs").as_array().size(), 1u);
  EXPECT_EQ(second.at("jobs").at(0).at("job_id").as_string(), ids[0]);
  EXPECT_TRUE(second.at("next_cursor").is_null());
}

TEST_F(JobRoutes, LeadToTheNextPageOfAList) {
  for (const auto* folder : {"1AbCdEfGhIjKlMnO1", "1AbCdEfGhIjKlMnO2"}) {
    start_job(folder);
    clock_.advance(std::chrono::seconds{1});
  }
  const auto first = get("/import/jobs?limit=1&status=processing&source=google_drive");
  const auto cursor = std::string{json(first).at("next_cursor").as_string()};
  const auto next =
      "/import/jobs?status=processing&source=google_drive&cursor=" + cursor + "&limit=1";
  EXPECT_EQ(first.headers.find("Link"), "<" + next + ">; rel=\"next\"");
  const auto last = get(next);
  EXPECT_EQ(json(last).at("jobs").as_array().size(), 1u);
  EXPECT_FALSE(last.headers.contains("Link"));
}

TEST_F(JobRoutes, SayHowFastAJobGoesAndHowLongItTakes) {
  const auto id = start_job();
  const auto leases = claim_images(id, {"a.jpg", "b.jpg", "c.jpg"});
  EXPECT_EQ(json(get("/jobs/" + id)).at("files_per_second"), 0.0);
  EXPECT_TRUE(json(get("/jobs/" + id)).at("eta_seconds").is_null());
  clock_.advance(std::chrono::seconds{1});
  finish({{leases[0], fresh_image()}});
  const auto job = json(get("/jobs/" + id));
  EXPECT_GT(job.at("files_per_second").as_double(), 0);
  EXPECT_GT(job.at("bytes_per_second").as_int64(), 0);
  EXPECT_GE(job.at("eta_seconds").as_int64(), 1);
}

TEST_F(JobRoutes, FilterJobs) {
  const auto id = start_job();
  EXPECT_EQ(json(get("/import/jobs?status=processing")).at("jobs").as_array().size(), 1u);
  EXPECT_EQ(json(get("/import/jobs?status=failed")).at("jobs").as_array().size(), 0u);
  EXPECT_EQ(json(get("/import/jobs?source=dropbox")).at("jobs").as_array().size(), 0u);
  EXPECT_EQ(json(get("/import/jobs?source=&status=")).at("jobs").as_array().size(), 1u);
}

TEST_F(JobRoutes, RefuseAFilterThatMeansNothing) {
  for (const std::string query : {"status=done", "source=onedrive", "limit=0", "limit=101",
                                  "limit=ten", "cursor=nonsense", "cursor=%FF%FE"}) {
    EXPECT_EQ(get("/import/jobs?" + query).status, 422) << query;
  }
}

}  // namespace
}  // namespace pixferry
