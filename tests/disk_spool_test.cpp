#include <gmock/gmock.h>

#include "testing/small_disk.hpp"
#include "worker-service/worker_fixture.hpp"

namespace pixferry {
namespace {

/// A disk for spools alone, with less room than one body needs. Skipped where nothing can be
/// mounted.
class DiskSpoolTest : public WorkerFixture {
 protected:
  void SetUp() override {
    if (const auto reason = SmallDisk::why_not_here(); !reason.empty()) GTEST_SKIP() << reason;
    limits.attempts_max = 1;
    limits.outage_wait_max = std::chrono::milliseconds{5};
    spools.directory = directory / "spools";
    spools.memory_file_bytes_max = 0;
    disk_.emplace(spools.directory, 64 << 10);
  }

  std::optional<SmallDisk> disk_;
};

TEST_F(DiskSpoolTest, ABodyThatDoesNotFitWaitsUntilThereIsRoomAndIsWhole) {
  const auto photo = tiny_jpeg("large") + std::string(200 << 10, 'x');
  source.serve("large", photo);
  source.serve("large", photo);
  FolderPage page;
  page.files.push_back({listed_file("large", photo), {}});
  source.answer_list("root", "", page);

  const auto worker = start_worker();
  wait_until([&](const auto&) { return breaker.why_open().has_value(); });
  ASSERT_TRUE(breaker.why_open());
  EXPECT_EQ(breaker.why_open()->code, ErrorCode::storage_full);
  EXPECT_THAT(breaker.why_open()->message, testing::HasSubstr("spooled file"));
  EXPECT_EQ(snapshot().tally.pending(), 1);

  disk_->resize(1 << 20);
  const auto job_now = wait_until([&](const auto& now) {
    clock.advance(std::chrono::seconds{1});
    return has_ended(now);
  });
  EXPECT_EQ(job_now.tally.imported, 1);
  EXPECT_EQ(disk_->free_bytes(), 1 << 20) << "no spool is left behind";
}

}  // namespace
}  // namespace pixferry
