#include "tests/fleet/fleet_stores.hpp"

#include <signal.h>

#include <boost/json/serialize.hpp>

namespace pixferry {

using namespace std::chrono_literals;

void FleetStores::SetUp() {
  if (!RedisServer::is_installed()) GTEST_SKIP() << "install redis-server";
  use_redis();
  lay_out({.photos = 2000, .folders = 20, .latency = 10ms}, GetParam());
}

std::string bucket_name(const testing::TestParamInfo<BucketUnderTest>& bucket) {
  return bucket.param.name;
}

TEST_P(FleetStores, ThreeWorkersImportAFolderTogether) {
  start_api();
  const auto one = start_worker();
  const auto two = start_worker();
  const auto three = start_worker();
  const auto job = wait_for_job(start_import(), ApiClient::has_ended);
  expect_whole_import(job);
}

TEST_P(FleetStores, AKilledAFrozenAndADrainedWorkerLoseNothing) {
  start_api();
  const auto killed = start_worker();
  const auto frozen = start_worker();
  const auto drained = start_worker();
  const auto id = start_import();
  wait_for_imported(id, 200);
  killed->send(SIGKILL);
  frozen->send(SIGSTOP);
  drained->send(SIGTERM);
  EXPECT_EQ(drained->wait(), 0) << drained->error_output();

  const auto fresh = start_worker();
  const auto job = wait_for_job(id, ApiClient::has_ended);
  EXPECT_NE(ask_catalog("SELECT COUNT(*) FROM pixferry.file "
                        "WHERE attempts > 1 AND state = 'imported'"),
            "0")
      << "nothing was taken over: the workers were stopped too late";
  // What it held was done by others meanwhile; it must notice and change nothing.
  frozen->send(SIGCONT);
  frozen->send(SIGTERM);
  EXPECT_EQ(frozen->wait(), 0) << frozen->error_output();
  expect_whole_import(job);
}

TEST_P(FleetStores, ThumbnailsThatWereSwitchedOffAreMadeLaterFromTheStore) {
  lay_out({.photos = 60, .folders = 2, .odd_entries = false}, GetParam());
  start_api();
  const auto hurried = start_worker();
  const auto id = start_import();
  expect_whole_import(wait_for_job(id, ApiClient::has_ended));
  const std::string with_thumbnails =
      "SELECT COUNT(*) FROM pixferry.blob WHERE thumbnail_state = 'done'";
  EXPECT_EQ(ask_catalog(with_thumbnails), "0");
  const auto downloads = program_->downloads();

  settings_["THUMBNAILS"] = "256,512";
  const auto thorough = start_worker();
  EXPECT_TRUE(api_process_->runs_until([&] { return ask_catalog(with_thumbnails) == "60"; }));
  EXPECT_EQ(program_->downloads(), downloads) << "the source was asked again";
  const auto image = api_->get("/images?limit=1").at("images").at(0);
  EXPECT_EQ(image.at("thumbnails").as_object().size(), 2U) << json::bj::serialize(image);
  EXPECT_GT(ApiClient::number(image.as_object(), "width"), 0);
}

}  // namespace pixferry
