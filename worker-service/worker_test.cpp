#include "worker-service/worker_fixture.hpp"

namespace pixferry {
namespace {

using namespace std::chrono_literals;

using WorkerTest = WorkerFixture;

TEST_F(WorkerTest, ImportsEveryFileOfAJobThatNobodyAnnounced) {
  offer({"a", "b", "c", "d", "e", "f", "g"});
  const auto worker = start_worker();
  const auto job_now = wait_until(has_ended);
  EXPECT_EQ(job_now.state, JobState::completed);
  EXPECT_EQ(job_now.tally.imported, 7);
  EXPECT_EQ(gallery->page(Context{}, kDefaultOwner, {}, 1, 10)->total, 7);
}

TEST_F(WorkerTest, TriesAgainWhatMayPassAndCountsItOnce) {
  offer({"a", "b"});
  source.answer_fetch("c", [](const Context&, const SourceFile&, Spool&) -> Result<> {
    return Error{ErrorCode::network, "reset"};
  });
  source.serve("c", tiny_jpeg("c"));
  FolderPage page;
  page.files.push_back({listed_file("c", tiny_jpeg("c")), {}});
  source.answer_list("root", "", page);
  const auto worker = start_worker();
  wait_until([&](const auto&) {
    clock.advance(1s);
    return source.fetched().size() >= 2;
  });
  const auto job_now = wait_until(has_ended);
  EXPECT_EQ(job_now.tally.imported, 1);
  EXPECT_EQ(job_now.tally.total, 1);
}

TEST_F(WorkerTest, AFileThatThrowsOrFailsHarmsNoOther) {
  offer({"a", "b"});
  FolderPage page;
  for (const auto* id : {"a", "b", "bad"}) {
    page.files.push_back({listed_file(id, tiny_jpeg(id)), {}});
  }
  source.answer_list("root", "", page);
  source.answer_fetch("bad", [](const Context&, const SourceFile&, Spool&) -> Result<> {
    return Error{ErrorCode::source_gone, "deleted"};
  });
  const auto worker = start_worker();
  const auto job_now = wait_until(has_ended);
  EXPECT_EQ(job_now.tally.imported, 2);
  EXPECT_EQ(job_now.tally.failed, 1);
}

TEST_F(WorkerTest, HandsBackWhatCannotEndWithinTheGraceWithItsAttempt) {
  std::latch fetching{1};
  offer_one_that_never_ends(fetching);
  auto worker = start_worker();
  fetching.wait();
  worker.reset();
  EXPECT_EQ(snapshot().tally.pending(), 1);
  const auto again = claim(1);
  ASSERT_EQ(again.size(), 1U) << "the file must be free at once, not after its lease";
  EXPECT_EQ(again.front().attempts, 1);
}

TEST_F(WorkerTest, HandsBackWhatItClaimedAndDidNotBeginAsIfItHadNeverBeenClaimed) {
  limits.transfers = 1;
  std::latch fetching{1};
  std::latch go_on{1};
  limits.shutdown_grace = 20s;
  FolderPage page;
  for (const auto* id : {"a", "b"}) {
    source.answer_fetch(id, [&](const Context&, const SourceFile& file, Spool& into) -> Result<> {
      fetching.count_down();
      go_on.wait();
      return write_text(into, tiny_jpeg(file.id));
    });
    page.files.push_back({listed_file(id, tiny_jpeg(id)), {}});
  }
  source.answer_list("root", "", page);
  auto worker = start_worker();
  fetching.wait();  // one claim took both
  std::jthread stopping{[&] { worker.reset(); }};
  wait_until([&](const auto&) { return is_draining(); });
  go_on.count_down();
  stopping.join();
  EXPECT_EQ(snapshot().tally.imported, 1);
  EXPECT_EQ(source.fetched().size(), 1U);
  const auto again = claim(1);
  ASSERT_EQ(again.size(), 1U) << "the file must be free at once, not after its lease";
  EXPECT_EQ(again.front().attempts, 1);
}

TEST_F(WorkerTest, FinishesWhatEndsWithinTheGrace) {
  std::latch fetching{1};
  std::latch go_on{1};
  limits.shutdown_grace = 20s;
  source.answer_fetch("slow", [&](const Context&, const SourceFile&, Spool& into) -> Result<> {
    fetching.count_down();
    go_on.wait();
    return write_text(into, tiny_jpeg("slow"));
  });
  FolderPage page;
  page.files.push_back({listed_file("slow", tiny_jpeg("slow")), {}});
  source.answer_list("root", "", page);
  auto worker = start_worker();
  fetching.wait();
  std::jthread stopping{[&] { worker.reset(); }};
  go_on.count_down();
  stopping.join();
  EXPECT_EQ(snapshot().tally.imported, 1);
}

TEST_F(WorkerTest, ACancelReachesATransferUnderWayAndNothingOfItIsRecorded) {
  std::latch fetching{1};
  limits.lease = 30ms;  // the keeper looks three times a lease
  offer_one_that_never_ends(fetching);
  const auto worker = start_worker();
  fetching.wait();
  ASSERT_TRUE(ledger->cancel(Context{}, kDefaultOwner, job));
  const auto job_now = wait_until([](const auto& now) { return now.tally.pending() == 0; });
  EXPECT_EQ(job_now.state, JobState::cancelled);
  EXPECT_EQ(job_now.tally.skipped, 1);
  EXPECT_EQ(job_now.tally.imported, 0);
}

}  // namespace
}  // namespace pixferry
