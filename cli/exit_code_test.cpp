#include "cli/exit_code.hpp"

#include <gtest/gtest.h>

namespace pixferry {
namespace {

JobSnapshot job_in(JobState state) {
  JobSnapshot job;
  job.state = state;
  return job;
}

TEST(ExitCodeOfAJob, IsZeroOnlyIfEverythingArrived) {
  auto job = job_in(JobState::completed);
  job.tally = {.total = 3, .imported = 2, .skipped = 1};
  EXPECT_EQ(number(exit_code_for(job)), 0);

  job.tally.failed = 1;
  EXPECT_EQ(number(exit_code_for(job)), 6);

  job.tally.failed = 0;
  job.unreadable_folders = 1;
  EXPECT_EQ(number(exit_code_for(job)), 6);
}

TEST(ExitCodeOfAJob, SaysWhyItFailed) {
  auto job = job_in(JobState::failed);
  EXPECT_EQ(number(exit_code_for(job)), 1);
  job.error = JobError{ErrorCode::folder_not_found, "gone"};
  EXPECT_EQ(number(exit_code_for(job)), 3);
  job.error = JobError{ErrorCode::credentials_rejected, "no"};
  EXPECT_EQ(number(exit_code_for(job)), 7);
  job.error = JobError{ErrorCode::limit_files, "many"};
  EXPECT_EQ(number(exit_code_for(job)), 8);
  job.error = JobError{ErrorCode::timeout, "slow"};
  EXPECT_EQ(number(exit_code_for(job)), 5);
}

TEST(ExitCodeOfAJob, IsInterruptedForOneLeftBehind) {
  for (const auto state : {JobState::processing, JobState::paused, JobState::cancelled}) {
    EXPECT_EQ(number(exit_code_for(job_in(state))), 130);
  }
}

TEST(ExitCodeOfAnError, TellsTheUsersFaultFromTheWorlds) {
  EXPECT_EQ(number(exit_code_for(ErrorCode::invalid_folder_url)), 2);
  EXPECT_EQ(number(exit_code_for(ErrorCode::invalid_configuration)), 2);
  EXPECT_EQ(number(exit_code_for(ErrorCode::job_not_found)), 4);
  EXPECT_EQ(number(exit_code_for(ErrorCode::storage_full)), 7);
  EXPECT_EQ(number(exit_code_for(ErrorCode::stopped)), 130);
  EXPECT_EQ(number(exit_code_for(ErrorCode::internal)), 1);
}

}  // namespace
}  // namespace pixferry
