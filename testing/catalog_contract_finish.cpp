#include <gmock/gmock.h>

#include <array>
#include <thread>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_finish_contract() {}

namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

TEST_P(CatalogContract, AnImportedFileShowsItsImageAndCountsItsBytes) {
  const auto job = job_with({"a"});
  EXPECT_EQ(finish(claim_one(job), imported("twelve bytes")), Fate::recorded);
  const auto shown = images();
  ASSERT_EQ(shown.images.size(), 1U);
  const auto& image = shown.images.front();
  EXPECT_EQ(image.source, SourceKind::google_drive);
  EXPECT_EQ(image.source_file_id, "a");
  EXPECT_EQ(image.name, "a.jpg");
  EXPECT_EQ(image.path, "folder/a.jpg");
  EXPECT_EQ(image.blob.sha256, blob_of("twelve bytes").sha256);
  EXPECT_EQ(image.blob.key, blob_of("twelve bytes").key);
  EXPECT_EQ(image.blob.type, ImageType::jpeg);
  EXPECT_EQ(image.created_at, clock_.now());
  const auto file = only_file(job);
  EXPECT_EQ(file.state, FileState::imported);
  EXPECT_EQ(file.image, image.id);
  EXPECT_FALSE(file.reason);
  EXPECT_EQ(snapshot(job).tally.bytes_done, 12);
}

TEST_P(CatalogContract, SkippedAndFailedFilesKeepTheirReason) {
  const auto job = job_with({"a", "b"});
  const auto leases = claim(job);
  EXPECT_THAT(finish({{leases[0], skipped()}, {leases[1], failed()}}),
              ElementsAre(Fate::recorded, Fate::recorded));
  const auto rows = files(job);
  EXPECT_EQ(rows[0].state, FileState::skipped);
  EXPECT_EQ(rows[0].reason, ErrorCode::unsupported_type);
  EXPECT_EQ(rows[0].detail, "It is text.");
  EXPECT_EQ(rows[1].state, FileState::failed);
  EXPECT_EQ(rows[1].reason, ErrorCode::source_gone);
  EXPECT_EQ(images().total, 0);
}

TEST_P(CatalogContract, AStaleTokenInTheMiddleDropsOutAlone) {
  const auto job = job_with({"a", "b", "c"});
  auto leases = claim(job);
  leases[1].token -= 1;
  EXPECT_THAT(
      finish({{leases[0], imported("A")}, {leases[1], imported("B")}, {leases[2], imported("C")}}),
      ElementsAre(Fate::recorded, Fate::stale, Fate::recorded));
  EXPECT_EQ(files(job)[1].state, FileState::pending);
  EXPECT_EQ(images().total, 2);
}

TEST_P(CatalogContract, WhoLostTheLeaseWritesNothing) {
  const auto job = job_with({"a"});
  const auto old = claim_one(job);
  clock_.advance(limits_.lease);
  const auto current = claim_one(job);
  for (const auto& outcome : {imported("A"), skipped(), failed(), Outcome{postponed()}}) {
    EXPECT_EQ(finish(old, outcome), Fate::stale);
  }
  EXPECT_EQ(only_file(job).state, FileState::pending);
  EXPECT_EQ(finish(current, imported("A")), Fate::recorded);
}

TEST_P(CatalogContract, ALeaseThatRanOutUnclaimedStillCounts) {
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  clock_.advance(2 * limits_.lease);
  EXPECT_EQ(finish(lease, imported("A")), Fate::recorded);
}

TEST_P(CatalogContract, TheSameFinishTwiceCountsOnce) {
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  EXPECT_EQ(finish(lease, imported("A")), Fate::recorded);
  EXPECT_EQ(finish(lease, imported("A")), Fate::recorded);
  EXPECT_EQ(snapshot(job).tally.imported, 1);
  EXPECT_EQ(images().total, 1);
}

TEST_P(CatalogContract, OneLeaseTwiceInABatchCountsOnce) {
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  EXPECT_THAT(finish({{lease, imported("A")}, {lease, failed()}}),
              ElementsAre(Fate::recorded, Fate::stale));
  EXPECT_EQ(only_file(job).state, FileState::imported);
}

TEST_P(CatalogContract, AnUnknownFileOrAnotherJobsTokenIsStale) {
  const auto job = job_with({"a"});
  auto foreign = claim_one(job);
  auto unknown = foreign;
  foreign.job = job_with({"b"});
  unknown.id = FileId{987654};
  EXPECT_THAT(finish({{foreign, imported("A")}, {unknown, imported("A")}}),
              ElementsAre(Fate::stale, Fate::stale));
}

TEST_P(CatalogContract, FilesWithTheSameBytesShareABlob) {
  const auto job = job_with({"a", "b"});
  const auto leases = claim(job);
  finish({{leases[0], imported("same")}, {leases[1], imported("same")}});
  EXPECT_EQ(images().total, 2);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.blob"), 1);
}

TEST_P(CatalogContract, TheSameSourceFileInTwoJobsOfOneBatchIsOneImage) {
  const auto first = job_with({"a"});
  const auto second = job_with({"a"});
  EXPECT_THAT(finish({{claim_one(first), imported("A")}, {claim_one(second), imported("A")}}),
              ElementsAre(Fate::recorded, Fate::recorded));
  EXPECT_EQ(images().total, 1);
  EXPECT_EQ(only_file(first).image, only_file(second).image);
}

TEST_P(CatalogContract, AFileThatChangedMovedOrWasRenamedKeepsItsImageId) {
  finish(claim_one(job_with({"a"})), imported("before"));
  const auto before = images().images.front();
  const auto job = start("again");
  auto page = page_of({"a"});
  page.files[0].file.revision = "2";
  page.files[0].file.name = "renamed.jpg";
  page.files[0].file.path = "elsewhere/renamed.jpg";
  commit(claim_folder(job), page);
  finish(claim_one(job), imported("after, longer"));
  const auto shown = images();
  ASSERT_EQ(shown.total, 1);
  const auto& after = shown.images.front();
  EXPECT_EQ(after.id, before.id);
  EXPECT_EQ(after.name, "renamed.jpg");
  EXPECT_EQ(after.path, "elsewhere/renamed.jpg");
  EXPECT_EQ(after.blob.sha256, blob_of("after, longer").sha256);
  EXPECT_EQ(after.blob.size_bytes, 13);
  EXPECT_EQ(after.created_at, before.created_at);
}

TEST_P(CatalogContract, OwnersHaveImagesAndBlobsOfTheirOwn) {
  auto job = new_job("theirs");
  job.owner = "somebody";
  start(job);
  list(job.id, {"a"});
  finish({{claim_one(job.id), imported("A")}, {claim_one(job_with({"a"})), imported("A")}});
  EXPECT_EQ(images().total, 1);
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.blob"), 2);
}

TEST_P(CatalogContract, FilesOfACancelledJobAreRefused) {
  const auto job = job_with({"a"});
  const auto other = job_with({"b"});
  const auto lease = claim_one(job);
  const auto wanted = claim_one(other);
  cancel(job);
  EXPECT_THAT(finish({{lease, imported("A")}, {wanted, imported("B")}}),
              ElementsAre(Fate::stale, Fate::recorded));
  settle();
  EXPECT_EQ(finish(lease, imported("A")), Fate::stale);
  EXPECT_EQ(only_file(job).reason, ErrorCode::cancelled);
  EXPECT_EQ(images().total, 1);
}

TEST_P(CatalogContract, FilesOfADeletedJobAreRefused) {
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  execute("DELETE FROM pixferry.job WHERE id = $1", {job.text()});
  EXPECT_EQ(finish(lease, imported("A")), Fate::stale);
}

TEST_P(CatalogContract, WhatIsHeldOfAPausedJobMayBeFinished) {
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  execute("UPDATE pixferry.job SET state = 'paused'");
  EXPECT_EQ(finish(lease, imported("A")), Fate::recorded);
}

TEST_P(CatalogContract, AnEmptyBatchIsDoneAtOnce) {
  EXPECT_TRUE(finish(std::vector<FinishedFile>{}).empty());
}

TEST_P(CatalogContract, AFullBatchOfEveryOutcomeIsOneTransaction) {
  std::vector<std::string> ids;
  for (int i = 0; i < 64; ++i) ids.push_back(std::to_string(i));
  const auto job = job_with(ids);
  std::vector<FinishedFile> batch;
  for (const auto& lease : claim(job)) {
    const std::array outcomes{imported(lease.file.id), skipped(), failed(), Outcome{postponed()}};
    batch.push_back({lease, outcomes[batch.size() % outcomes.size()]});
  }
  EXPECT_THAT(finish(batch), testing::Each(Fate::recorded));
  const auto tally = snapshot(job).tally;
  EXPECT_EQ(tally.imported, 16);
  EXPECT_EQ(tally.skipped, 16);
  EXPECT_EQ(tally.failed, 16);
  EXPECT_EQ(tally.pending(), 16);
}

TEST_P(CatalogContract, ARefusedBatchLeavesNothingBehind) {
  const auto job = job_with({"a", "b"});
  const auto leases = claim(job);
  auto wrong = blob_of("B");
  wrong.size_bytes = -1;
  const auto refused = ledger_->finish(
      context_,
      std::vector<FinishedFile>{{leases[0], imported("A")}, {leases[1], Imported{wrong}}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::catalog_conflict);
  expect_consistent(database());
  EXPECT_EQ(images().total, 0);
  EXPECT_EQ(finish(leases[0], imported("A")), Fate::recorded);
}

/// Every outcome, from every state a file can be in, with the token it has there.
TEST_P(CatalogContract, FilesChangeTheirStateAsTheTableOfTransitionsSays) {
  const std::array states{FileState::pending, FileState::imported, FileState::skipped,
                          FileState::failed};
  const auto outcome_to = [](FileState state) {
    if (state == FileState::imported) return imported("bytes");
    if (state == FileState::skipped) return skipped();
    if (state == FileState::failed) return failed();
    return Outcome{postponed(milliseconds{0})};
  };
  for (const auto from : states) {
    for (const auto to : states) {
      SCOPED_TRACE(std::string{name(from)} + " to " + std::string{name(to)});
      const auto job = start("root of " + fresh_id().text());
      auto page = page_of({"a"});
      page.files[0].file.revision = "";
      commit(claim_folder(job), page);
      const auto lease = claim_one(job);
      if (from != FileState::pending) finish(lease, outcome_to(from));
      finish(lease, outcome_to(to));
      const bool by_finish = may_become(from, to) && from == FileState::pending;
      EXPECT_EQ(only_file(job).state, by_finish ? to : from);
      if (from == FileState::pending) continue;
      settle();
      EXPECT_EQ(retry(job), may_become(from, FileState::pending) ? 1 : 0);
    }
  }
}

TEST_P(CatalogContract, ManyFinishersAtOnceCountEveryFileOnce) {
  std::vector<std::string> ids;
  for (int i = 0; i < 120; ++i) ids.push_back(std::to_string(i));
  const auto job = job_with(ids);
  const auto leases = claim(job, 120);
  {
    std::vector<std::jthread> threads;
    for (std::size_t thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&, thread] {
        // Half of what each finishes is finished by its neighbour too.
        for (std::size_t i = thread * 30; i < thread * 30 + 45; i += 5) {
          std::vector<FinishedFile> batch;
          for (std::size_t j = i; j < i + 5; ++j) {
            const auto& lease = leases[j % leases.size()];
            batch.push_back({lease, imported(lease.file.id)});
          }
          EXPECT_TRUE(ledger_->finish(context_, batch));
        }
      });
    }
  }
  EXPECT_EQ(snapshot(job).tally.imported, 120);
  EXPECT_EQ(images().total, 120);
}

}  // namespace
}  // namespace pixferry
