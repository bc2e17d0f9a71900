#include <gmock/gmock.h>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_reading_contract() {}

namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(CatalogContract, AJobIsShownToItsOwnerOnly) {
  const auto job = start();
  const auto theirs = journal_->job(context_, "somebody", job);
  ASSERT_TRUE(theirs);
  EXPECT_FALSE(theirs->has_value());
  const auto unknown = journal_->job(context_, kDefaultOwner, fresh_id());
  ASSERT_TRUE(unknown);
  EXPECT_FALSE(unknown->has_value());
}

TEST_P(CatalogContract, JobsAreListedNewestFirstPageByPage) {
  std::vector<JobId> started;
  for (int i = 0; i < 5; ++i) {
    started.push_back(start(std::to_string(i)));
    // Some are made in the same millisecond.
    if (i % 2 == 1) clock_.advance(milliseconds{1});
  }
  std::vector<JobId> listed;
  std::string cursor;
  for (int pages = 0; pages < 3; ++pages) {
    const auto page = journal_->jobs(context_, kDefaultOwner, {}, cursor, 2);
    ASSERT_TRUE(page);
    for (const auto& job : page->jobs) listed.push_back(job.id);
    cursor = page->next_cursor;
    EXPECT_EQ(cursor.empty(), pages == 2);
  }
  EXPECT_THAT(listed, testing::UnorderedElementsAreArray(started));
  EXPECT_EQ(listed.front(), started.back());
}

TEST_P(CatalogContract, JobsAreFilteredByStateSourceAndOwner) {
  const auto cancelled = start("one");
  cancel(cancelled);
  auto dropbox = new_job("two");
  dropbox.root.source = SourceKind::dropbox;
  start(dropbox);
  const auto only = [&](const JobFilter& filter) {
    const auto page = journal_->jobs(context_, kDefaultOwner, filter, "", 10);
    EXPECT_TRUE(page);
    EXPECT_EQ(page->jobs.size(), 1U);
    return page->jobs.front().id;
  };
  EXPECT_EQ(only({.state = JobState::cancelled, .source = std::nullopt}), cancelled);
  EXPECT_EQ(only({.state = std::nullopt, .source = SourceKind::dropbox}), dropbox.id);
  const auto theirs = journal_->jobs(context_, "somebody", {}, "", 10);
  ASSERT_TRUE(theirs);
  EXPECT_TRUE(theirs->jobs.empty());
}

TEST_P(CatalogContract, ACursorThatWasNeverGivenIsRefused) {
  for (const auto* const cursor :
       {"x", "1", "1.", "1.x", "-.", "99999999999999999999.3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "1.3F2504E0-4F89-41D3-9A0C-0305E82C3301", "01.3f2504e0-4f89-41d3-9a0c-0305e82c3301"}) {
    const auto page = journal_->jobs(context_, kDefaultOwner, {}, cursor, 10);
    ASSERT_FALSE(page) << cursor;
    EXPECT_EQ(page.error().code, ErrorCode::invalid_request);
  }
}

TEST_P(CatalogContract, FailuresAreGroupedByReasonTheMostFrequentFirst) {
  const auto job = job_with({"a", "b", "c", "d"});
  const auto leases = claim(job);
  finish({{leases[0], failed(ErrorCode::network)},
          {leases[1], failed(ErrorCode::source_gone)},
          {leases[2], failed(ErrorCode::source_gone)},
          {leases[3], skipped()}});
  const auto groups = journal_->failures(context_, job);
  ASSERT_TRUE(groups);
  ASSERT_EQ(groups->size(), 2U);
  EXPECT_EQ((*groups)[0].reason, ErrorCode::source_gone);
  EXPECT_EQ((*groups)[0].count, 2);
  EXPECT_EQ((*groups)[0].example_name, "b.jpg");
  EXPECT_EQ((*groups)[0].example_detail, "It is gone.");
  EXPECT_EQ((*groups)[1].reason, ErrorCode::network);
}

TEST_P(CatalogContract, FilesAreReadPageByPageInTheOrderOfTheirIds) {
  const auto job = job_with({"c", "a", "b", "d"});
  EXPECT_THAT(paths_of(job, {.limit = 2}), ElementsAre("folder/c.jpg", "folder/a.jpg"));
  const auto first = journal_->files(context_, job, {.limit = 2});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->files[0].size_bytes, 1000);
  ASSERT_TRUE(first->next_after);
  const auto second = journal_->files(context_, job, {.after = *first->next_after, .limit = 2});
  ASSERT_TRUE(second);
  ASSERT_EQ(second->files.size(), 2U);
  EXPECT_EQ(second->files[0].path, "folder/b.jpg");
  EXPECT_FALSE(second->next_after) << "the last page is full, and yet the last";
}

TEST_P(CatalogContract, FilesAreFilteredByStateAndReason) {
  const auto job = job_with({"a", "b", "c", "d", "e"});
  const auto leases = claim(job);
  finish({{leases[0], failed(ErrorCode::network)},
          {leases[1], imported("B")},
          {leases[2], failed(ErrorCode::unsupported_type)},
          {leases[3], Skipped{ErrorCode::unsupported_type, "A film."}}});
  EXPECT_THAT(paths_of(job, {.state = FileState::failed}),
              ElementsAre("folder/a.jpg", "folder/c.jpg"));
  EXPECT_THAT(paths_of(job, {.reason = ErrorCode::unsupported_type}),
              ElementsAre("folder/c.jpg", "folder/d.jpg"));
  EXPECT_THAT(paths_of(job, {.state = FileState::failed, .reason = ErrorCode::unsupported_type}),
              ElementsAre("folder/c.jpg"));
  EXPECT_THAT(paths_of(job, {.state = FileState::imported}), ElementsAre("folder/b.jpg"));
  EXPECT_THAT(paths_of(job, {.state = FileState::pending}), ElementsAre("folder/e.jpg"));
  EXPECT_THAT(paths_of(job, {.state = FileState::imported, .reason = ErrorCode::network}),
              IsEmpty());
}

TEST_P(CatalogContract, AFilteredPageEndsWhereTheFilterFindsNothingMore) {
  const auto job = job_with({"a", "b", "c", "d"});
  const auto leases = claim(job);
  finish({{leases[0], failed()}, {leases[2], failed()}});
  const auto first = journal_->files(context_, job, {.state = FileState::failed, .limit = 1});
  ASSERT_TRUE(first);
  ASSERT_TRUE(first->next_after);
  EXPECT_EQ(*first->next_after, first->files.front().id);
  const auto second = journal_->files(
      context_, job, {.state = FileState::failed, .after = *first->next_after, .limit = 1});
  ASSERT_TRUE(second);
  ASSERT_EQ(second->files.size(), 1U);
  EXPECT_EQ(second->files[0].path, "folder/c.jpg");
  EXPECT_FALSE(second->next_after) << "what follows is no failed file";
}

TEST_P(CatalogContract, AFileIsHeldFromItsClaimUntilItEndsOrItsLeaseRunsOut) {
  const auto job = job_with({"a", "b", "c", "d"});
  EXPECT_THAT(held_paths_of(job), IsEmpty());
  const auto leases = claim(job, 3);
  EXPECT_THAT(held_paths_of(job), ElementsAre("folder/a.jpg", "folder/b.jpg", "folder/c.jpg"));
  finish(leases[0], imported("A"));
  finish(leases[1], postponed(limits_.lease));
  EXPECT_THAT(held_paths_of(job), ElementsAre("folder/c.jpg")) << "what was put off rests";
  clock_.advance(limits_.lease - milliseconds{1});
  EXPECT_THAT(held_paths_of(job), ElementsAre("folder/c.jpg"));
  clock_.advance(milliseconds{1});
  EXPECT_THAT(held_paths_of(job), IsEmpty());
}

TEST_P(CatalogContract, HeldFilesAreThoseOfTheJobPageByPage) {
  const auto job = job_with({"c", "a", "b"});
  const auto other = job_with({"x"});
  claim(job);
  claim(other);
  const auto first = journal_->held_files(context_, job, {}, 2);
  ASSERT_TRUE(first);
  ASSERT_EQ(first->files.size(), 2U);
  EXPECT_EQ(first->files[0].path, "folder/c.jpg");
  EXPECT_EQ(first->files[0].size_bytes, 1000);
  EXPECT_EQ(first->files[0].state, FileState::pending);
  EXPECT_EQ(first->files[0].attempts, 1);
  ASSERT_TRUE(first->next_after);
  const auto second = journal_->held_files(context_, job, *first->next_after, 2);
  ASSERT_TRUE(second);
  ASSERT_EQ(second->files.size(), 1U);
  EXPECT_EQ(second->files[0].path, "folder/b.jpg");
  EXPECT_FALSE(second->next_after);
  EXPECT_THAT(held_paths_of(fresh_id()), IsEmpty());
}

TEST_P(CatalogContract, AJobIsReadWithItsOwnFilesAlone) {
  const auto job = job_with({"a"});
  auto other = new_job("other");
  start(other);
  list(other.id, {"b"});
  EXPECT_THAT(paths_of(other.id, {}), ElementsAre("folder/b.jpg"));
  EXPECT_THAT(paths_of(job, {}), ElementsAre("folder/a.jpg"));
  EXPECT_THAT(paths_of(fresh_id(), {}), IsEmpty());
}

TEST_P(CatalogContract, ALongDetailIsCutBetweenTwoCharacters) {
  const auto job = job_with({"a"});
  std::string detail(999, 'x');
  for (int i = 0; i < 100; ++i) detail += "\xC3\xA9";
  finish(claim_one(job), Failed{ErrorCode::network, detail});
  EXPECT_EQ(only_file(job).detail, std::string(999, 'x'));
}

TEST_P(CatalogContract, AJobIsThrottledWhileAllItsFilesWaitForTheProvider) {
  const auto job = job_with({"a", "b"});
  const auto leases = claim(job);
  auto throttled = postponed(milliseconds{60'000});
  throttled.cause = ErrorCode::rate_limited;
  auto quota = postponed(milliseconds{90'000});
  quota.cause = ErrorCode::download_quota_exceeded;
  finish(leases[0], quota);
  EXPECT_FALSE(snapshot(job).throttled_until) << "the other one is being fetched";
  finish(leases[1], throttled);
  EXPECT_EQ(snapshot(job).throttled_until, clock_.now() + milliseconds{60'000});
  clock_.advance(milliseconds{59'000});
  EXPECT_FALSE(snapshot(job).throttled_until) << "a second is not worth telling";
  clock_.advance(milliseconds{1000});
  claim_one(job);
  EXPECT_FALSE(snapshot(job).throttled_until);
}

TEST_P(CatalogContract, AJobThatWaitsForAnotherReasonIsNotThrottled) {
  const auto job = job_with({"a"});
  finish(claim_one(job), postponed(milliseconds{60'000}));
  EXPECT_FALSE(snapshot(job).throttled_until);
}

TEST_P(CatalogContract, AReadSeesOneSnapshotWhateverIsWrittenMeanwhile) {
  if (!home_->is_durable()) {
    GTEST_SKIP() << "In memory there is one connection, so nothing is written during a read.";
  }
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  auto reading = database().begin(context_, Access::read);
  ASSERT_TRUE(reading);
  const auto imported_now = [&] {
    return (*(*reading)->query("SELECT imported FROM pixferry.job", {}))[0].integer(0);
  };
  EXPECT_EQ(imported_now(), 0);
  finish(lease, imported("A"));
  EXPECT_EQ(imported_now(), 0);
  EXPECT_EQ(snapshot(job).tally.imported, 1);
}

TEST_P(CatalogContract, FilesAreKnownByTheirIdAndRevision) {
  const auto job = job_with({"a", "b"});
  for (const auto& lease : claim(job)) finish(lease, imported(lease.file.id));
  const auto count = [&](std::vector<SourceFile> files, std::string_view owner = kDefaultOwner,
                         SourceKind source = SourceKind::google_drive) {
    const auto known = gallery_->count_known(context_, owner, source, files);
    EXPECT_TRUE(known);
    return known ? *known : -1;
  };
  auto changed = source_file("b");
  changed.revision = "another";
  auto unknown_revision = source_file("a");
  unknown_revision.revision.clear();
  EXPECT_EQ(count({source_file("a"), source_file("b"), source_file("c")}), 2);
  EXPECT_EQ(count({source_file("a"), changed, unknown_revision}), 1);
  EXPECT_EQ(count({}), 0);
  EXPECT_EQ(count({source_file("a")}, "somebody"), 0);
  EXPECT_EQ(count({source_file("a")}, kDefaultOwner, SourceKind::dropbox), 0);
}

}  // namespace
}  // namespace pixferry
