#include <gmock/gmock.h>

#include "pipeline/catalog/roster.hpp"
#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_workers_contract() {}

namespace {

using testing::IsEmpty;
using testing::SizeIs;

WorkerIdentity worker(const std::string& id) {
  return {.id = id, .host = "box", .process_id = 4711, .version = "1.2", .transfers = 64};
}

TEST_P(CatalogContract, AWorkerIsSeenAsItToldLast) {
  Roster roster{database(), clock_};
  ASSERT_TRUE(roster.report(context_, worker("a"), {}));
  clock_.advance(std::chrono::seconds{5});
  ASSERT_TRUE(
      roster.report(context_, worker("a"),
                    {.files_held = 3, .folders_held = 1, .held_up_by = "the disk is full"}));
  const auto workers = roster.workers(context_);
  ASSERT_TRUE(workers) << workers.error().message;
  ASSERT_THAT(*workers, SizeIs(1));
  const auto& record = workers->front();
  EXPECT_EQ(record.identity.host, "box");
  EXPECT_EQ(record.identity.process_id, 4711);
  EXPECT_EQ(record.identity.version, "1.2");
  EXPECT_EQ(record.identity.transfers, 64);
  EXPECT_EQ(record.state.files_held, 3);
  EXPECT_EQ(record.state.folders_held, 1);
  EXPECT_EQ(record.state.held_up_by, "the disk is full");
  EXPECT_FALSE(record.state.is_draining);
  EXPECT_FALSE(record.is_silent);
  EXPECT_EQ(record.seen_at - record.started_at, std::chrono::seconds{5});
}

TEST_P(CatalogContract, AWorkerThatIsNotHeardOfIsSilentAndInTheEndForgotten) {
  Roster roster{database(), clock_};
  ASSERT_TRUE(roster.report(context_, worker("a"), {}));
  clock_.advance(Roster::kSilentAfter);
  EXPECT_FALSE(roster.workers(context_)->front().is_silent);
  clock_.advance(std::chrono::seconds{1});
  EXPECT_TRUE(roster.workers(context_)->front().is_silent);
  clock_.advance(Roster::kForgottenAfter);
  ASSERT_TRUE(roster.report(context_, worker("b"), {}));
  const auto workers = roster.workers(context_);
  ASSERT_THAT(*workers, SizeIs(1));
  EXPECT_EQ(workers->front().identity.id, "b");
}

TEST_P(CatalogContract, AWorkerThatLeavesIsGoneAndTheOthersStay) {
  Roster roster{database(), clock_};
  ASSERT_TRUE(roster.report(context_, worker("a"), {}));
  clock_.advance(std::chrono::seconds{1});
  ASSERT_TRUE(roster.report(context_, worker("b"), {.is_draining = true}));
  ASSERT_TRUE(roster.leave(context_, "a"));
  ASSERT_TRUE(roster.leave(context_, "nobody"));
  const auto workers = roster.workers(context_);
  ASSERT_THAT(*workers, SizeIs(1));
  EXPECT_EQ(workers->front().identity.id, "b");
  EXPECT_TRUE(workers->front().state.is_draining);
  ASSERT_TRUE(roster.clear(context_));
  EXPECT_THAT(*roster.workers(context_), IsEmpty());
}

TEST_P(CatalogContract, JobsAndTheirFilesAreCountedByTheirStates) {
  const auto done = job_with({"a", "b"});
  for (const auto& lease : claim(done))
    finish(lease, lease.file.id == "a" ? imported("a") : failed());
  settle();
  const auto running = start("elsewhere");
  const auto totals = journal_->totals(context_, kDefaultOwner);
  ASSERT_TRUE(totals) << totals.error().message;
  EXPECT_EQ(totals->jobs.at(JobState::completed), 1);
  EXPECT_EQ(totals->jobs.at(JobState::processing), 1);
  EXPECT_EQ(totals->jobs.count(JobState::failed), 0U);
  EXPECT_EQ(totals->files.total, 2);
  EXPECT_EQ(totals->files.imported, 1);
  EXPECT_EQ(totals->files.failed, 1);
  EXPECT_EQ(totals->files.skipped, 0);
  EXPECT_TRUE(journal_->totals(context_, "nobody")->jobs.empty());
  cancel(running);
}

}  // namespace
}  // namespace pixferry
