#include "tests/fleet/fleet_stores.hpp"

#include <signal.h>

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

}  // namespace pixferry
