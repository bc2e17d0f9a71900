#include "cli/progress_block.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/human_text.hpp"

namespace pixferry {
namespace {

using testing::HasSubstr;
using testing::Not;

JobSnapshot wedding() {
  JobSnapshot job;
  job.id = *JobId::parse("550e8400-e29b-41d4-a716-446655440000");
  job.folder_name = "Wedding 2025";
  job.tally = {.total = 11311,
               .imported = 6772,
               .skipped = 201,
               .failed = 38,
               .bytes_total = 55'700'000'000,
               .bytes_done = 34'500'000'000};
  return job;
}

ProgressView view_of(const JobSnapshot& job) {
  return {job,
          {.files_per_second = 8, .bytes_per_second = 40'100'000},
          std::chrono::seconds{537},
          Timestamp{}};
}

TEST(ProgressBlock, ShowsWhatIsImportedHowFarAndWhatBecameOfTheFiles) {
  const auto job = wedding();
  const auto lines = progress_block(view_of(job), 100);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0], "Google Drive · \"Wedding 2025\" · 11 311 files, 55.7 GB   job 550e8400");
  EXPECT_EQ(
      lines[1],
      "  61%  ▓▓▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░   7 011/11 311     34.5/55.7 GB    40.1 MB/s    8.0/s  "
      "ETA  8m57s");
  EXPECT_EQ(lines[2], " imported 6 772 · skipped 201 · failed 38 · waiting 4 300");
}

TEST(ProgressBlock, GivesNoPercentAndNoEtaWhileListing) {
  auto job = wedding();
  job.pending_folders = 3;
  auto view = view_of(job);
  view.remaining.reset();
  for (const auto& line : progress_block(view, 100)) {
    EXPECT_THAT(line, Not(HasSubstr("%")));
    EXPECT_THAT(line, Not(HasSubstr("ETA")));
  }
  EXPECT_THAT(progress_block(view, 100)[1], HasSubstr("11 311 found so far"));
  EXPECT_THAT(progress_line(view), HasSubstr("listing, 11 311 found so far"));
}

TEST(ProgressBlock, NeverIsWiderThanTheTerminal) {
  auto job = wedding();
  job.folder_name = "写真 of a very long name that no terminal has room for, with \x1b[2J inside";
  job.throttled_until = Timestamp{std::chrono::seconds{42}};
  for (const std::int64_t pending_folders : {0, 5}) {
    job.pending_folders = pending_folders;
    for (int columns = 1; columns < 160; ++columns) {
      for (const auto& line : progress_block(view_of(job), columns)) {
        EXPECT_LE(display_width(line), columns) << line;
        EXPECT_THAT(line, Not(HasSubstr("\x1b")));
      }
    }
  }
}

TEST(ProgressBlock, KeepsItsColumnsWhileNumbersGrow) {
  auto early = wedding();
  early.tally.imported = 1;
  early.tally.bytes_done = 1'000'000;
  const auto late = wedding();
  EXPECT_EQ(display_width(progress_block(view_of(early), 100)[1]),
            display_width(progress_block(view_of(late), 100)[1]));
}

TEST(ProgressBlock, SaysWhoMakesItWait) {
  auto job = wedding();
  job.throttled_until = Timestamp{std::chrono::seconds{42}};
  EXPECT_EQ(progress_block(view_of(job), 100).back(),
            " Google Drive asked us to slow down; going on in 42s.");
  job.state = JobState::paused;
  EXPECT_EQ(progress_block(view_of(job), 100).back(), " Paused by you.");
}

TEST(ProgressBlock, ReachesAHundredPercentOnlyWhenCompleted) {
  auto job = wedding();
  job.tally.imported = job.tally.total - job.tally.skipped - job.tally.failed;
  EXPECT_THAT(progress_block(view_of(job), 100)[1], HasSubstr(" 99%"));
  job.state = JobState::completed;
  EXPECT_THAT(progress_block(view_of(job), 100)[1], HasSubstr("100%"));
}

TEST(ProgressLine, FitsALog) {
  const auto job = wedding();
  EXPECT_EQ(
      progress_line(view_of(job)),
      "Wedding 2025 · 61% · imported 6 772 · skipped 201 · failed 38 · waiting 4 300 · 8.0/s · "
      "ETA 8m57s");
}

}  // namespace
}  // namespace pixferry
