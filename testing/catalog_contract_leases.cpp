#include <gmock/gmock.h>

#include <array>
#include <set>
#include <thread>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_leases_contract() {}

namespace {

using std::chrono::milliseconds;

TEST_P(CatalogContract, AFileLeaseTellsAllThatTheTransferNeeds) {
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  EXPECT_EQ(lease.job, job);
  EXPECT_EQ(lease.owner, kDefaultOwner);
  EXPECT_EQ(lease.source, SourceKind::google_drive);
  EXPECT_EQ(lease.attempts, 1);
  EXPECT_EQ(lease.file.id, "a");
}

TEST_P(CatalogContract, ClaimsAtMostAsManyAsAskedTheOldestFirst) {
  const auto job = job_with({"a", "b", "c"});
  const auto first = claim(job, 2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].file.id, "a");
  EXPECT_EQ(first[1].file.id, "b");
  EXPECT_EQ(claim(job, 2).size(), 1U);
  EXPECT_TRUE(claim(job, 2).empty());
}

TEST_P(CatalogContract, ClaimsOnlyWhatBelongsToTheJob) {
  const auto job = job_with({"a"});
  const auto other = job_with({"b"});
  EXPECT_EQ(claim_one(other).file.id, "b");
  EXPECT_EQ(claim_one(job).file.id, "a");
  EXPECT_TRUE(claim(fresh_id()).empty());
}

TEST_P(CatalogContract, NothingIsClaimedOfAJobThatIsNotProcessing) {
  const auto job = job_with({"a"});
  execute("UPDATE pixferry.job SET state = 'paused'");
  EXPECT_TRUE(claim(job).empty());
  EXPECT_FALSE(is_ready(job));
}

TEST_P(CatalogContract, ALeaseThatRanOutMayBeClaimedByAnother) {
  const auto job = job_with({"a"});
  const auto old = claim_one(job);
  clock_.advance(limits_.lease - milliseconds{1});
  EXPECT_TRUE(claim(job).empty());
  clock_.advance(milliseconds{1});
  const auto current = claim_one(job);
  EXPECT_GT(current.token, old.token);
  EXPECT_EQ(current.attempts, 2);
}

TEST_P(CatalogContract, ALeaseThatIsRenewedDoesNotRunOut) {
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  const Held held{.files = {{lease.id, lease.token}}, .folders = {}};
  for (int i = 0; i < 5; ++i) {
    clock_.advance(limits_.lease / 2);
    const auto kept = ledger_->renew(context_, held);
    ASSERT_TRUE(kept);
    ASSERT_EQ(kept->files.size(), 1U);
    EXPECT_EQ(kept->files[0].id, lease.id);
    EXPECT_EQ(kept->files[0].token, lease.token);
  }
  EXPECT_TRUE(claim(job).empty());
}

TEST_P(CatalogContract, AFolderLeaseIsRenewedToo) {
  const auto job = start();
  const auto lease = claim_folder(job);
  const Held held{.files = {}, .folders = {{job, lease.folder.id, lease.token}}};
  clock_.advance(limits_.lease / 2);
  const auto kept = ledger_->renew(context_, held);
  ASSERT_TRUE(kept);
  ASSERT_EQ(kept->folders.size(), 1U);
  EXPECT_EQ(kept->folders[0].folder_id, lease.folder.id);
  clock_.advance(limits_.lease / 2);
  EXPECT_FALSE(is_ready(job));
}

TEST_P(CatalogContract, RenewAnswersOnlyWhatIsStillOursAndWanted) {
  const auto job = job_with({"a", "b", "c", "d"});
  const auto other = job_with({"e"});
  auto leases = claim(job);
  leases.push_back(claim_one(other));
  Held held;
  for (const auto& lease : leases) held.files.push_back({lease.id, lease.token});
  held.files.push_back({FileId{987654}, 1});
  held.folders.push_back({job, "no such folder", 1});
  finish(leases[0], imported("A"));
  finish(leases[1], postponed());
  held.files[2].token -= 1;
  cancel(other);
  const auto kept = ledger_->renew(context_, held);
  ASSERT_TRUE(kept);
  ASSERT_EQ(kept->files.size(), 1U);
  EXPECT_EQ(kept->files[0].id, leases[3].id);
  EXPECT_TRUE(kept->folders.empty());
}

TEST_P(CatalogContract, WhatIsHeldOfAPausedJobIsStillWanted) {
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  execute("UPDATE pixferry.job SET state = 'paused'");
  const auto kept = ledger_->renew(context_, {.files = {{lease.id, lease.token}}, .folders = {}});
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->files.size(), 1U);
}

TEST_P(CatalogContract, TwoClaimersAtOnceNeverGetTheSameFile) {
  std::vector<std::string> ids;
  for (int i = 0; i < 200; ++i) ids.push_back(std::to_string(i));
  const auto job = job_with(ids);
  std::array<std::vector<FileLease>, 4> claimed;
  {
    std::vector<std::jthread> threads;
    for (auto& mine : claimed) {
      threads.emplace_back([&] {
        while (true) {
          const auto leases = ledger_->claim_files(context_, job, 7);
          if (!leases || leases->empty()) return;
          mine.insert(mine.end(), leases->begin(), leases->end());
        }
      });
    }
  }
  std::set<FileId> seen;
  std::size_t count = 0;
  for (const auto& mine : claimed) {
    count += mine.size();
    for (const auto& lease : mine) seen.insert(lease.id);
  }
  EXPECT_EQ(count, 200U);
  EXPECT_EQ(seen.size(), 200U);
}

TEST_P(CatalogContract, ReadyNamesTheWorkThatIsDue) {
  const auto listing = start("listing");
  const auto loading = job_with({"a"});
  const auto jobs = ledger_->ready(context_);
  ASSERT_TRUE(jobs);
  ASSERT_EQ(jobs->size(), 2U);
  for (const auto& ready : *jobs) {
    EXPECT_EQ(ready.has_folders, ready.job == listing);
    EXPECT_EQ(ready.has_files, ready.job == loading);
  }
  claim_folder(listing);
  claim_one(loading);
  EXPECT_FALSE(is_ready(listing));
  EXPECT_FALSE(is_ready(loading));
  clock_.advance(limits_.lease);
  EXPECT_TRUE(is_ready(listing));
  EXPECT_TRUE(is_ready(loading));
}

TEST_P(CatalogContract, WhatHasUsedUpItsAttemptsIsNeitherReadyNorClaimed) {
  const auto job = job_with({"a"});
  for (int i = 0; i < limits_.attempts_max; ++i) {
    claim_one(job);
    clock_.advance(limits_.lease);
  }
  EXPECT_FALSE(is_ready(job));
  EXPECT_TRUE(claim(job).empty());
}

TEST_P(CatalogContract, ReleasedLeasesAreDueAtOnceAndGiveTheirAttemptsBack) {
  const auto job = job_with({"a", "b"});
  const auto listing = start("listing");
  claim_folder(listing);
  const auto leases = claim(job);
  finish(leases[1], postponed(milliseconds{3'600'000}));

  const auto released = ledger_->release_leases(context_);
  ASSERT_TRUE(released);
  expect_consistent(database());

  const auto again = claim_one(job);
  EXPECT_EQ(again.id, leases[0].id);
  EXPECT_EQ(again.attempts, 1);
  EXPECT_EQ(finish(leases[0], imported("A")), Fate::stale);
  EXPECT_EQ(claim_folder(listing).attempts, 1);
  EXPECT_EQ(files(job)[1].attempts, 1) << "a file that was put off is no lease";
}

TEST_P(CatalogContract, WorkThatWasCommittedSurvivesAReopening) {
  if (!home_->is_durable()) GTEST_SKIP() << "What lies in memory ends with its process.";
  const auto job = job_with({"a", "b"});
  const auto leases = claim(job);
  finish(leases[0], imported("A"));
  reopen();
  EXPECT_EQ(snapshot(job).tally.imported, 1);
  EXPECT_EQ(files(job)[1].attempts, 1);
  EXPECT_EQ(finish(leases[1], imported("B")), Fate::recorded);
}

TEST_P(CatalogContract, ACallThatIsStoppedChangesNothing) {
  const auto job = job_with({"a"});
  std::stop_source stop;
  stop.request_stop();
  const auto leases = ledger_->claim_files({.stop = stop.get_token()}, job, 1);
  ASSERT_FALSE(leases);
  EXPECT_EQ(leases.error().code, ErrorCode::stopped);
  EXPECT_EQ(claim(job).size(), 1U);
}

}  // namespace
}  // namespace pixferry
