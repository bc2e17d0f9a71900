#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>

#include "testing/small_disk.hpp"
#include "tests/served_program.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::int64_t kPlenty = 64 << 20;

/// Every attempt counts: a file that loses one to the disk would fail.
const std::map<std::string, std::string> kOneAttempt{{"MAX_ATTEMPTS", "1"}};

class DiskTest : public ServedProgram {
 protected:
  void SetUp() override {
    if (const auto reason = SmallDisk::why_not_here(); !reason.empty()) GTEST_SKIP() << reason;
    program_.emplace(SimulatorOptions{.photos = 200, .folders = 3, .odd_entries = false});
  }
  void TearDown() override { server_.reset(); }

  std::string data() const { return program_->data_directory(); }
  void import_goes_on_to_its_end(ChildProcess& import) {
    EXPECT_EQ(import.wait(), 0) << import.error_output();
    program_->expect_whole_import();
    EXPECT_EQ(program_->run({"verify"}).exit_code, 0);
  }
  /// On a disk of that many bytes, which is full before the import has ended.
  void import_with_a_catalog_of(std::int64_t bytes) {
    SmallDisk catalog{data(), bytes};
    const SmallDisk spools{data() + "/tmp", kPlenty};
    const SmallDisk objects{data() + "/objects", kPlenty};
    const auto import = start_import_command();
    EXPECT_THAT(import->wait_for_error_text("no room left for the catalog"), Not(IsEmpty()));
    program_->expect_true_objects();
    catalog.resize(kPlenty);
    import_goes_on_to_its_end(*import);
  }
  std::unique_ptr<ChildProcess> start_import_command() const {
    return program_->start({"import", program_->link()}, kOneAttempt);
  }
};

TEST_F(DiskTest, WhereObjectsDoNotFitFilesWaitAndComeWhenThereIsRoom) {
  SmallDisk objects{data() + "/objects", 256 << 10};
  const auto import = start_import_command();
  EXPECT_THAT(import->wait_for_error_text("the disk is full"), HasSubstr("Make room"));
  program_->expect_true_objects();
  objects.resize(kPlenty);
  import_goes_on_to_its_end(*import);
}

TEST_F(DiskTest, WhereTheCatalogCannotGrowWhatIsStoredIsRecordedWhenThereIsRoom) {
  import_with_a_catalog_of(800 << 10);
}

TEST_F(DiskTest, WhereTheCatalogHasNoRoomForTheListingThatIsSaidAndItIsDoneWhenThereIsRoom) {
  import_with_a_catalog_of(400 << 10);
}

TEST_F(DiskTest, AFolderThatBecomesReadOnlyHoldsTheFilesUntilItCanBeWritten) {
  program_.emplace(SimulatorOptions{
      .photos = 200, .folders = 3, .odd_entries = false, .latency = std::chrono::milliseconds{20}});
  SmallDisk objects{data() + "/objects", kPlenty};
  const auto import = start_import_command();
  EXPECT_TRUE(import->runs_until([&] { return program_->downloads() > 3; }));
  EXPECT_TRUE(import->runs_until([&] { return objects.make_read_only(); }));
  EXPECT_THAT(import->wait_for_error_text("read-only"), HasSubstr("Mount it writable"));
  objects.make_writable();
  import_goes_on_to_its_end(*import);
}

TEST_F(DiskTest, AReadOnlyDirectoryStopsTheStartWithOneSentence) {
  SmallDisk disk{data(), kPlenty};
  ASSERT_TRUE(disk.make_read_only());
  for (const auto& command : {std::vector<std::string>{"import", program_->link()}, {"serve"}}) {
    const auto run = program_->run(command);
    EXPECT_EQ(run.exit_code, 5);
    EXPECT_THAT(run.error_output, HasSubstr(data()));
    EXPECT_THAT(run.error_output, HasSubstr("Mount it writable"));
    EXPECT_EQ(std::ranges::count(run.error_output, '\n'), 1) << run.error_output;
  }
}

TEST_F(DiskTest, ReadyNamesTheFullDiskWhileWorkWaitsForIt) {
  SmallDisk objects{data() + "/objects", 256 << 10};
  start_server(kOneAttempt);
  const auto id = start_import();
  HttpAnswer ready;
  EXPECT_TRUE(server_->runs_until([&] {
    ready = send("GET", "/health/ready");
    return ready.status == 503;
  }));
  EXPECT_THAT(ready.body, HasSubstr("storage_full"));
  EXPECT_THAT(ready.body, HasSubstr("Make room"));
  EXPECT_EQ(json::text_at(get("/import/jobs/" + id), "status"), "processing");
  objects.resize(kPlenty);
  const auto job = wait_for_job(id, has_ended);
  EXPECT_EQ(number(job, "imported_files"), 200);
  EXPECT_TRUE(server_->runs_until([&] { return send("GET", "/health/ready").status == 200; }));
  program_->expect_whole_import();
}

TEST_F(DiskTest, AFileSizeLimitOfTheProcessDoesNotKillIt) {
  program_.emplace(
      SimulatorOptions{.photos = 5, .folders = 1, .file_bytes = 600 << 10, .odd_entries = false});
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{.rlim_cur = 512 << 10, .rlim_max = before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const auto import = start_import_command();
  ::setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_THAT(import->wait_for_error_text("ulimit -f"), Not(IsEmpty())) << import->error_output();
  import->send(SIGINT);
  EXPECT_EQ(import->wait(), 130);
  EXPECT_EQ(program_->import().exit_code, 0);
  program_->expect_whole_import();
}

}  // namespace
}  // namespace pixferry
