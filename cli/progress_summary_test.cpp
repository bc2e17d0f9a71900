#include "cli/progress_summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "cli/human_text.hpp"
#include "cli/progress_json.hpp"

namespace pixferry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

JobSnapshot finished(JobState state) {
  JobSnapshot job;
  job.id = *JobId::parse("550e8400-e29b-41d4-a716-446655440000");
  job.state = state;
  job.tally = {.total = 11311, .imported = 11072, .skipped = 201, .failed = 38};
  job.started_at = Timestamp{std::chrono::seconds{1000}};
  job.finished_at = Timestamp{std::chrono::seconds{1000 + 1420}};
  return job;
}

FailureGroup group(ErrorCode reason, std::int64_t count, std::string example = {}) {
  return {
      .reason = reason, .count = count, .example_name = std::move(example), .example_detail = {}};
}

TEST(ImportSummary, GroupsFailuresByReasonTheLargestFirst) {
  const std::vector groups{group(ErrorCode::damaged_image, 7, "IMG_1.jpg"),
                           group(ErrorCode::download_quota_exceeded, 31)};
  EXPECT_THAT(
      import_summary(finished(JobState::completed), groups, 120),
      ElementsAre("Done in 23m40s · imported 11 072 · skipped 201 · failed 38",
                  "  31  download_quota_exceeded",
                  "      Google limits downloads of this file; the limit resets within 24 hours.",
                  "   7  damaged_image",
                  "      The file itself is damaged; ask its owner for another.",
                  "      for example IMG_1.jpg"));
}

TEST(ImportSummary, SaysWhyAJobFailedAndWhatToDo) {
  auto job = finished(JobState::failed);
  job.tally = {};
  job.error = JobError{ErrorCode::folder_not_found, "Google Drive has no folder 1Ab\x1b[2J"};
  const auto lines = import_summary(job, {}, 80);
  EXPECT_THAT(lines[0], HasSubstr("Failed after 23m40s · imported 0"));
  EXPECT_THAT(lines[1], HasSubstr("folder_not_found: Google Drive has no folder"));
  EXPECT_THAT(lines[1], Not(HasSubstr("\x1b")));
  EXPECT_THAT(lines[2], HasSubstr("Anyone with the link"));
}

TEST(ImportSummary, TellsWhatIsLeftOfAnInterruptedJob) {
  auto job = finished(JobState::processing);
  job.tally.imported = 0;
  job.finished_at.reset();
  EXPECT_EQ(import_summary(job, {}, 120).front(),
            "Interrupted after 0ms · imported 0 · skipped 201 · failed 38 · waiting 11 072");
}

TEST(ImportSummary, NamesFoldersThatCouldNotBeRead) {
  auto job = finished(JobState::completed);
  job.unreadable_folders = 2;
  EXPECT_EQ(import_summary(job, {}, 120)[1], "  2 folders could not be read");
}

TEST(ImportSummary, TellsWhatIsGoneFromTheFolder) {
  auto job = finished(JobState::completed);
  job.vanished_files = 0;
  EXPECT_EQ(import_summary(job, {}, 120).size(), 1U);
  job.vanished_files = 1;
  EXPECT_EQ(import_summary(job, {}, 120)[1],
            "  1 file is gone from the folder since the last import; its image stays");
  job.vanished_files = 1200;
  EXPECT_EQ(import_summary(job, {}, 120)[1],
            "  1 200 files are gone from the folder since the last import; their images stay");
}

TEST(ImportSummary, CutsHostileAndLongNames) {
  const std::vector groups{group(ErrorCode::damaged_image, 1, "\u202E" + std::string(300, 'x'))};
  const auto lines = import_summary(finished(JobState::completed), groups, 60);
  EXPECT_LE(display_width(lines.back()), 60);
  EXPECT_THAT(lines.back(), Not(HasSubstr("\u202E")));
}

TEST(SummaryJson, CarriesTheNamesOfTheApi) {
  auto job = finished(JobState::completed);
  job.folder_name = "odd \u202E \"name\"\n";
  const std::vector groups{group(ErrorCode::network, 38, "a.jpg")};
  const auto text = summary_json({job, {}, std::nullopt, {}}, groups);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  const auto line = boost::json::parse(text).as_object();
  EXPECT_EQ(line.at("type"), "summary");
  EXPECT_EQ(line.at("job_id"), "550e8400-e29b-41d4-a716-446655440000");
  EXPECT_EQ(line.at("status"), "completed");
  EXPECT_EQ(line.at("source"), "google_drive");
  EXPECT_EQ(line.at("total_files"), 11311);
  EXPECT_EQ(line.at("processed_files"), 11311);
  EXPECT_EQ(line.at("progress_percent"), 100.0);
  EXPECT_EQ(line.at("duration_seconds"), 1420.0);
  EXPECT_EQ(line.at("failures").at(0).at("reason"), "network");
  EXPECT_EQ(line.at("failures").at(0).at("count"), 38);
  EXPECT_FALSE(line.contains("error"));
}

TEST(ProgressJson, HasNoEtaWhereThereIsNone) {
  const auto job = finished(JobState::processing);
  const auto line = boost::json::parse(progress_json({job, {}, std::nullopt, {}})).as_object();
  EXPECT_EQ(line.at("type"), "progress");
  EXPECT_TRUE(line.at("eta_seconds").is_null());
}

}  // namespace
}  // namespace pixferry
