#include "api-gateway/routes/stats_routes.hpp"

#include "api-gateway/routes/gateway_fixture.hpp"

namespace pixferry {
namespace {

class StatsRoutes : public GatewayFixture {
 protected:
  static WorkerIdentity worker(const std::string& id) {
    return {.id = id, .host = "box", .process_id = 7, .version = "1", .transfers = 64};
  }
};

TEST_F(StatsRoutes, CountJobsAndFiles) {
  import_images(start_job(), {"a.jpg", "b.jpg"});
  start_job("1ZyXwVuTsRqPoNmLk");
  const auto stats = json(get("/stats"));
  EXPECT_EQ(stats.at("jobs").at("processing"), 1);
  EXPECT_EQ(stats.at("jobs").at("completed"), 1);
  EXPECT_EQ(stats.at("jobs").at("failed"), 0);
  EXPECT_EQ(stats.at("files").at("imported"), 2);
  EXPECT_EQ(stats.at("files").at("pending"), 0);
  EXPECT_TRUE(stats.at("workers").as_array().empty());
  EXPECT_EQ(stats.at("images"), 2);
  EXPECT_EQ(stats.at("queue").at("folders"), 1);
  EXPECT_EQ(stats.at("workers_alive"), 0);
}

TEST_F(StatsRoutes, SayHowFastTheJobsGoAndWhoMakesThemWait) {
  const auto leases = claim_images(start_job(), {"a.jpg", "b.jpg"});
  finish({{leases[0], fresh_image()},
          {leases[1], Postponed{ErrorCode::rate_limited, "", std::chrono::minutes{5}, true}}});
  const auto stats = json(get("/stats"));
  EXPECT_GT(stats.at("files_per_second").as_double(), 0);
  EXPECT_GT(stats.at("bytes_per_second").as_int64(), 0);
  EXPECT_EQ(stats.at("queue").at("files"), 1);
  ASSERT_EQ(stats.at("throttles").as_array().size(), 1u);
  EXPECT_EQ(stats.at("throttles").at(0).at("source"), "google_drive");
  EXPECT_EQ(stats.at("throttles").at(0).at("jobs"), 1);
}

TEST_F(StatsRoutes, SayOfEachWorkerWhatItHasInHandAndHowItIs) {
  ASSERT_TRUE(roster_->report(context_, worker("silent"), {}));
  clock_.advance(Roster::kSilentAfter + std::chrono::seconds{1});
  ASSERT_TRUE(roster_->report(context_, worker("busy"), {.files_held = 3, .folders_held = 1}));
  clock_.advance(std::chrono::milliseconds{1});
  ASSERT_TRUE(roster_->report(context_, worker("idle"), {}));
  clock_.advance(std::chrono::milliseconds{1});
  ASSERT_TRUE(roster_->report(context_, worker("stuck"), {.held_up_by = "the disk is full"}));
  clock_.advance(std::chrono::milliseconds{1});
  ASSERT_TRUE(roster_->report(context_, worker("ending"), {.files_held = 1, .is_draining = true}));
  const auto stats = json(get("/stats"));
  const auto& workers = stats.at("workers").as_array();
  ASSERT_EQ(workers.size(), 5U);
  EXPECT_EQ(stats.at("workers_alive"), 4);
  EXPECT_EQ(workers[0].at("status"), "silent");
  EXPECT_EQ(workers[1].at("status"), "working");
  EXPECT_EQ(workers[1].at("id"), "busy");
  EXPECT_EQ(workers[1].at("files_held"), 3);
  EXPECT_EQ(workers[1].at("folders_held"), 1);
  EXPECT_TRUE(workers[1].at("held_up_by").is_null());
  EXPECT_EQ(workers[2].at("status"), "idle");
  EXPECT_EQ(workers[3].at("status"), "held_up");
  EXPECT_EQ(workers[3].at("held_up_by"), "the disk is full");
  EXPECT_EQ(workers[4].at("status"), "draining");
}

}  // namespace
}  // namespace pixferry
