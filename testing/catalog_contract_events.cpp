#include <gmock/gmock.h>

#include <fmt/format.h>

#include "testing/catalog_contract.hpp"

namespace pixferry {

void keep_catalog_events_contract() {}

JobNews CatalogContract::news(const JobId& job, std::optional<std::int64_t> after, int limit) {
  auto found = journal_->news(context_, kDefaultOwner, job, {.after = after, .limit = limit});
  EXPECT_TRUE(found) << found.error().message;
  EXPECT_TRUE(found->has_value());
  return **std::move(found);
}

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// "3 file failed source_gone", "4 state completed"
std::string text_of(const JobEvent& event) {
  auto text = fmt::format("{} {}", event.number, name(event.kind));
  if (!event.file) return text + fmt::format(" {}", name(event.job_state));
  text += fmt::format(" {} {}", event.file->path, name(event.file->state));
  return event.file->reason ? text + fmt::format(" {}", name(*event.file->reason)) : text;
}

std::vector<std::string> texts_of(const JobNews& news) {
  std::vector<std::string> texts;
  for (const auto& event : news.events) texts.push_back(text_of(event));
  return texts;
}

TEST_P(CatalogContract, AnImportWithoutFailuresTellsOnlyItsEnd) {
  const auto job = job_with({"a", "b"});
  const auto leases = claim(job);
  finish({{leases[0], imported("A")}, {leases[1], skipped()}});
  EXPECT_EQ(snapshot(job).last_event, 0);
  settle();
  EXPECT_THAT(texts_of(news(job)), ElementsAre("1 state completed", "2 done completed"));
  EXPECT_EQ(news(job).events.back().at, clock_.now());
  EXPECT_EQ(news(job).job.state, JobState::completed);
  EXPECT_EQ(snapshot(job).last_event, 2);
}

TEST_P(CatalogContract, AFailedFileIsToldWithItsReason) {
  const auto job = job_with({"a", "b", "c"});
  const auto leases = claim(job);
  finish({{leases[0], failed()}, {leases[1], imported("B")}, {leases[2], failed()}});
  const auto told = news(job);
  EXPECT_THAT(texts_of(told), ElementsAre("1 file folder/a.jpg failed source_gone",
                                          "2 file folder/c.jpg failed source_gone"));
  const auto& file = told.events[0].file.value();
  EXPECT_EQ(file.id, leases[0].id);
  EXPECT_EQ(file.detail, "It is gone.");
  EXPECT_EQ(file.attempts, 1);
}

TEST_P(CatalogContract, AFileIsToldOnceHoweverOftenItsEndIsRecorded) {
  const auto job = job_with({"a"});
  const auto lease = claim_one(job);
  finish(lease, failed());
  finish(lease, failed());
  EXPECT_EQ(news(job).events.size(), 1U);
}

TEST_P(CatalogContract, AFileThatIsPutOffIsToldWhenItsAttemptsAreUsedUp) {
  const auto job = job_with({"a"});
  for (int i = 0; i < limits_.attempts_max; ++i) {
    EXPECT_THAT(news(job).events, IsEmpty());
    finish(claim_one(job), postponed());
    clock_.advance(std::chrono::seconds{1});
  }
  EXPECT_THAT(texts_of(news(job)), ElementsAre("1 file folder/a.jpg failed network"));
}

TEST_P(CatalogContract, AFileWhoseWorkersDiedIsToldBeforeTheEndOfItsJob) {
  const auto job = job_with({"a"});
  for (int i = 0; i < limits_.attempts_max; ++i) {
    claim_one(job);
    clock_.advance(limits_.lease);
  }
  settle();
  const auto told = news(job);
  EXPECT_THAT(texts_of(told), ElementsAre("1 file folder/a.jpg failed timeout", "2 state completed",
                                          "3 done completed"));
  EXPECT_THAT(told.events[0].file->detail, HasSubstr("No worker finished it in 3 attempts"));
}

TEST_P(CatalogContract, AFileThatFailsInItsListingIsTold) {
  const auto job = start();
  auto page = page_of({"a", "b"});
  page.files[1].ended = {FileState::failed, ErrorCode::source_forbidden, "Nobody may fetch it."};
  commit(claim_folder(job), page);
  const auto told = news(job);
  EXPECT_THAT(texts_of(told), ElementsAre("1 file folder/b.jpg failed source_forbidden"));
  EXPECT_EQ(told.events[0].file->detail, "Nobody may fetch it.");
}

TEST_P(CatalogContract, AJobThatCannotBeReadTellsThatItFailed) {
  const auto job = start();
  const auto lease = claim_folder(job);
  ASSERT_TRUE(ledger_->fail_folder(context_, lease, {ErrorCode::folder_not_found, "Gone."}));
  settle();
  EXPECT_THAT(texts_of(news(job)), ElementsAre("1 state failed", "2 done failed"));
}

TEST_P(CatalogContract, ACancelledJobTellsItOnceAndNothingOfItsFiles) {
  const auto job = job_with({"a", "b"});
  const auto lease = claim(job, 1).front();
  cancel(job);
  cancel(job);
  finish(lease, failed());
  settle();
  EXPECT_THAT(texts_of(news(job)), ElementsAre("1 state cancelled", "2 done cancelled"));
}

TEST_P(CatalogContract, ARetryTellsThatTheJobGoesOnAndWithWhichFiles) {
  const auto job = job_with({"a", "b", "c"});
  const auto leases = claim(job);
  finish({{leases[0], failed()}, {leases[1], imported("B")}, {leases[2], failed()}});
  settle();
  EXPECT_EQ(retry(job), 2);
  EXPECT_EQ(retry(job), 0) << "nothing is told of a retry that finds nothing";
  EXPECT_THAT(texts_of(news(job, 4)),
              ElementsAre("5 state processing", "6 file folder/a.jpg pending",
                          "7 file folder/c.jpg pending"));
  EXPECT_EQ(snapshot(job).last_event, 7);
  for (const auto& lease : claim(job)) finish(lease, imported(lease.file.id));
  settle();
  EXPECT_THAT(texts_of(news(job, 7)), ElementsAre("8 state completed", "9 done completed"));
}

TEST_P(CatalogContract, EventsOfSeveralJobsInOneTransactionHaveNumbersOfTheirOwn) {
  const auto first = job_with({"a", "b"});
  const auto second = job_with({"c"});
  auto leases = claim(first);
  leases.insert(leases.begin() + 1, claim_one(second));
  finish({{leases[0], failed()}, {leases[1], failed()}, {leases[2], failed()}});
  EXPECT_THAT(texts_of(news(first)), ElementsAre("1 file folder/a.jpg failed source_gone",
                                                 "2 file folder/b.jpg failed source_gone"));
  EXPECT_THAT(texts_of(news(second)), ElementsAre("1 file folder/c.jpg failed source_gone"));
}

TEST_P(CatalogContract, EventsAreReadInPages) {
  const auto job = job_with({"a", "b", "c"});
  for (const auto& lease : claim(job)) finish(lease, failed());
  EXPECT_THAT(texts_of(news(job, 0, 2)), ElementsAre("1 file folder/a.jpg failed source_gone",
                                                     "2 file folder/b.jpg failed source_gone"));
  EXPECT_THAT(texts_of(news(job, 2, 2)), ElementsAre("3 file folder/c.jpg failed source_gone"));
  EXPECT_THAT(news(job, 3).events, IsEmpty());
  EXPECT_FALSE(news(job, 3).is_gap);
  EXPECT_THAT(news(job, std::nullopt).events, IsEmpty());
}

TEST_P(CatalogContract, OnlyTheNewestEventsAreKeptAndWhoCameTooLateIsToldSo) {
  limits_.job_events_max = 3;
  const auto job = job_with({"a", "b", "c", "d", "e"});
  const auto leases = claim(job);
  finish({{leases[0], failed()}, {leases[1], failed()}});
  EXPECT_FALSE(news(job, 0).is_gap);
  finish({{leases[2], failed()}, {leases[3], failed()}, {leases[4], failed()}});
  EXPECT_TRUE(news(job, 0).is_gap);
  EXPECT_TRUE(news(job, 1).is_gap);
  EXPECT_THAT(news(job, 1).events, IsEmpty());
  EXPECT_THAT(texts_of(news(job, 2)), ElementsAre("3 file folder/c.jpg failed source_gone",
                                                  "4 file folder/d.jpg failed source_gone",
                                                  "5 file folder/e.jpg failed source_gone"));
  EXPECT_EQ(number("SELECT count(*) FROM pixferry.event"), 3);
}

TEST_P(CatalogContract, OneTransactionWithMoreEventsThanAreKeptLeavesTheNewest) {
  limits_.job_events_max = 3;
  const auto job = job_with({"a", "b", "c", "d", "e"});
  std::vector<FinishedFile> all;
  for (const auto& lease : claim(job)) all.push_back({lease, failed()});
  finish(all);
  EXPECT_TRUE(news(job, 1).is_gap);
  EXPECT_EQ(news(job, 2).events.size(), 3U);
  settle();
  EXPECT_EQ(retry(job), 5);
  EXPECT_EQ(snapshot(job).last_event, 13);
  EXPECT_THAT(texts_of(news(job, 10)),
              ElementsAre("11 file folder/c.jpg pending", "12 file folder/d.jpg pending",
                          "13 file folder/e.jpg pending"));
}

TEST_P(CatalogContract, ANumberThatWasNeverGivenIsAGap) {
  const auto job = job_with({"a"});
  EXPECT_TRUE(news(job, 1).is_gap);
  finish(claim_one(job), failed());
  EXPECT_FALSE(news(job, 1).is_gap);
  EXPECT_TRUE(news(job, 2).is_gap);
}

TEST_P(CatalogContract, NewsOfAnUnknownJobAreNothing) {
  const auto found = journal_->news(context_, kDefaultOwner, fresh_id(), {.after = 0});
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
}

TEST_P(CatalogContract, AJobThatEndedBeforeThereWereEventsTellsItsEnd) {
  const auto home = GetParam().make();
  const auto old = old_catalog(*home, 7);
  auto transaction = old->begin(context_, Access::write);
  ASSERT_TRUE(transaction);
  for (const auto* state : {"processing", "cancelled"}) {
    const auto is_ended = std::string_view{state} == "cancelled";
    const std::vector<SqlValue> values{fresh_id().text(), std::string{state}, std::string{state}, 0,
                                       is_ended ? SqlValue{5000} : SqlValue{}};
    const auto inserted =
        (*transaction)
            ->query(
                "INSERT INTO pixferry.job (id, owner, source, root_id, folder_url, recursive, "
                "files_max, "
                "state, created_at, finished_at) VALUES ($1, 'default', 'google_drive', $2, 'url', "
                "1, 1, "
                "$3, @at($4), CASE WHEN CAST($5 AS @bigint) IS NULL THEN NULL ELSE @at($5) END)",
                values);
    ASSERT_TRUE(inserted) << inserted.error().message;
  }
  ASSERT_TRUE((*transaction)->commit());
  transaction->reset();
  ASSERT_TRUE(migrate(context_, *old, random_));
  Journal journal{*old, clock_};
  const auto jobs = journal.jobs(context_, kDefaultOwner, {}, "", 10);
  ASSERT_TRUE(jobs);
  for (const auto& job : jobs->jobs) {
    const auto told = journal.news(context_, kDefaultOwner, job.id, {.after = 0});
    ASSERT_TRUE(told && *told);
    if (job.state == JobState::processing) {
      EXPECT_THAT((*told)->events, IsEmpty());
    } else {
      EXPECT_THAT(texts_of(**told), ElementsAre("1 done cancelled"));
      EXPECT_EQ((*told)->events[0].at, job.finished_at);
    }
  }
  EXPECT_EQ(jobs->jobs.size(), 2U);
}

}  // namespace
}  // namespace pixferry
