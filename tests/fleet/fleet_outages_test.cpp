#include <signal.h>

#include "tests/fleet/fleet.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

class FleetOutages : public Fleet {
 protected:
  void lay_out_2000() { lay_out({.photos = 2000, .folders = 20, .latency = 10ms}, simulated_s3()); }
};

TEST_F(FleetOutages, WithoutRedisWorkersFindTheirWorkInTheCatalog) {
  lay_out_2000();
  start_api();
  const auto one = start_worker();
  const auto two = start_worker();
  expect_whole_import(wait_for_job(start_import(), ApiClient::has_ended));
}

TEST_F(FleetOutages, RedisKilledForGoodChangesNothingButTheSpeed) {
  if (!RedisServer::is_installed()) GTEST_SKIP() << "install redis-server";
  use_redis();
  lay_out_2000();
  start_api();
  const auto one = start_worker();
  const auto two = start_worker();
  const auto id = start_import();
  wait_for_imported(id, 200);
  redis_->kill();
  expect_whole_import(wait_for_job(id, ApiClient::has_ended));
  EXPECT_NE(one->wait_for_error_text("Redis is away"), "");

  // A folder that is imported without Redis from the first request on; all of it is here already.
  const auto again = wait_for_job(start_import(), ApiClient::has_ended);
  EXPECT_EQ(json::text_at(again, "status"), "completed");
  EXPECT_EQ(ApiClient::number(again, "imported_files"), 0);
}

TEST_F(FleetOutages, PostgresKilledAndRestartedLosesAndDoublesNothing) {
  lay_out_2000();
  start_api();
  const auto one = start_worker();
  const auto two = start_worker();
  const auto id = start_import();
  for (const std::int64_t reached : {200, 800}) {
    wait_for_imported(id, reached);
    shared_postgres().crash();
    EXPECT_EQ(api_->send("GET", "/health/ready").status, 503);
    shared_postgres().start();
  }
  expect_whole_import(wait_for_job(id, ApiClient::has_ended));
}

TEST_F(FleetOutages, ManyProcessesMayMigrateAtOnce) {
  lay_out({.photos = 4}, simulated_s3());
  std::vector<std::unique_ptr<ChildProcess>> processes;
  for (int i = 0; i < 8; ++i) processes.push_back(start({"migrate"}));
  for (const auto& process : processes) {
    EXPECT_EQ(process->wait(), 0) << process->error_output();
  }
  EXPECT_EQ(ask_catalog("SELECT COUNT(*) FROM pixferry.setting WHERE name = 'object_secret'"), "1");
}

TEST_F(FleetOutages, StatsTellOfEveryWorkerAndOfTheOneThatLeaves) {
  lay_out({.photos = 4}, simulated_s3());
  start_api();
  const auto one = start_worker();
  const auto two = start_worker();
  wait_for_workers("idle", 2);
  two->send(SIGTERM);
  EXPECT_EQ(two->wait(), 0);
  wait_for_workers("idle", 1);
}

TEST_F(FleetOutages, AnObjectInABucketIsFoundThroughTheGateway) {
  lay_out({.photos = 4, .folders = 1, .odd_entries = false}, simulated_s3());
  start_api();
  const auto worker = start_worker();
  wait_for_job(start_import(), ApiClient::has_ended);
  const auto page = api_->get("/images");
  const auto& image = json::array_at(page, "images")->front().as_object();
  const auto sent_on = api_->send("GET", "/objects/" + json::text_at(image, "object_key"));
  EXPECT_EQ(sent_on.status, 302);
  const SystemClock clock;
  HttpClient browser{{.trusted_origins = {program_->drive().base_url()}}, clock, Limits{}};
  const auto object = browser.send(Context{}, {.url = std::string{sent_on.header("Location")}});
  ASSERT_TRUE(object);
  EXPECT_EQ(object->status, 200);
  EXPECT_EQ(static_cast<std::int64_t>(object->body.size()), ApiClient::number(image, "size"));
}

}  // namespace
}  // namespace pixferry
