#include <atomic>

#include "testing/fake_inspector.hpp"
#include "testing/refusing_database.hpp"
#include "worker-service/worker_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

/// A store or a catalog that cannot be written, and files that have one attempt each: one that the
/// outage costs would fail them.
class OutageTest : public WorkerFixture {
 protected:
  OutageTest() {
    limits.attempts_max = 1;
    limits.outage_wait_max = 5ms;
    ledger.emplace(catalog, clock, limits);
  }

  void wait_for_the_outage() {
    wait_until([&](const auto&) { return breaker.why_open().has_value(); });
  }
  /// The clock goes on by the step while it waits, past what was put off.
  void expect_all_imported(std::int64_t files, std::chrono::milliseconds step = 1s) {
    const auto job_now = wait_until([&](const auto& now) {
      clock.advance(step);
      return has_ended(now);
    });
    EXPECT_EQ(job_now.state, JobState::completed);
    EXPECT_EQ(job_now.tally.imported, files);
    EXPECT_EQ(job_now.tally.failed, 0);
  }

  RefusingDatabase catalog{*database};
};

TEST_F(OutageTest, AnOutcomeThatCannotBeRecordedIsKeptUntilItCan) {
  offer({"a", "b", "c"});
  catalog.only_with = "new_image_id";  // of record_files.sql
  catalog.refuses = true;
  const auto worker = start_worker();
  wait_for_the_outage();
  EXPECT_EQ(breaker.why_open()->code, ErrorCode::storage_full);
  wait_until([&](const auto&) { return source.fetched().size() == 3; });
  catalog.refuses = false;
  expect_all_imported(3);
  EXPECT_EQ(source.fetched().size(), 3U) << "nothing is fetched again";
  EXPECT_FALSE(breaker.why_open());
}

TEST_F(OutageTest, APageThatCannotBeRecordedCostsTheFolderNoAttempt) {
  offer({"a", "b", "c"});
  catalog.only_with = "INSERT INTO pixferry.file";
  catalog.refuses = true;
  const auto worker = start_worker();
  wait_for_the_outage();
  catalog.refuses = false;
  expect_all_imported(3);
}

TEST_F(OutageTest, ACatalogThatTakesNothingForLongerThanALeaseIsWaitedFor) {
  limits.lease = 30ms;  // the keeper looks three times a lease
  source.answer_fetch("a", [&](const Context&, const SourceFile&, Spool& into) -> Result<> {
    catalog.refuses = true;
    return write_text(into, tiny_jpeg("a"));
  });
  offer({"a", "b", "c"});
  const auto worker = start_worker();
  wait_for_the_outage();
  wait_until([&](const auto&) { return catalog.has_refused("held_token"); });  // renew_files.sql
  clock.advance(10h);
  catalog.refuses = false;
  expect_all_imported(3, 0s);
}

TEST_F(OutageTest, WhileTheStoreIsFullNothingIsFetchedOnlyToBeThrownAway) {
  limits.backoff = limits.outage_wait_max = 10h;
  FolderPage page;
  for (int i = 0; i < 40; ++i) {
    const auto id = "file" + std::to_string(i);
    source.answer_fetch(id, [](const Context&, const SourceFile&, Spool&) -> Result<> {
      return Error{ErrorCode::storage_full, "the disk is full"};
    });
    page.files.push_back({listed_file(id, tiny_jpeg(id)), {}});
  }
  source.answer_list("root", "", std::move(page));
  auto worker = start_worker();
  wait_for_the_outage();
  worker.reset();
  EXPECT_LE(source.fetched().size(), static_cast<std::size_t>(limits.transfers));
  EXPECT_EQ(snapshot().tally.pending(), 40);
}

TEST_F(OutageTest, FilesWaitWhileNoProcessThatLooksIntoThemCanBeStarted) {
  FakeInspector inspector;
  std::atomic<bool> can_start = false;
  inspector.answer_all([&](const Context&, const Spool& body, ImageType) -> Result<Inspection> {
    if (can_start) return made_up_inspection(body.sha256());
    return Error{ErrorCode::inspector_unavailable, "no process can be started"};
  });
  ImportImage looking{{.source = find_source,
                       .store = *store,
                       .spools = spools,
                       .key_secret = Secret{"key"},
                       .retry = retry,
                       .limits = limits,
                       .inspector = &inspector}};
  offer({"a", "b", "c"});
  const auto worker = start_worker(looking);
  wait_for_the_outage();
  EXPECT_EQ(breaker.why_open()->code, ErrorCode::inspector_unavailable);
  EXPECT_EQ(snapshot().tally.pending(), 3);
  can_start = true;
  expect_all_imported(3);
  EXPECT_FALSE(breaker.why_open());
}

TEST_F(OutageTest, ADrainDoesNotWaitForTheOutageToEnd) {
  limits.shutdown_grace = 10h;
  limits.outage_wait_max = limits.backoff = 10h;
  offer({"a", "b"});
  catalog.only_with = "new_image_id";
  catalog.refuses = true;
  auto worker = start_worker();
  wait_for_the_outage();
  worker.reset();
  EXPECT_EQ(snapshot().tally.pending(), 2);
  EXPECT_EQ(snapshot().tally.failed, 0);
}

}  // namespace
}  // namespace pixferry
