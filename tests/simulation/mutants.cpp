#include "tests/simulation/mutants.hpp"

#include "pipeline/catalog/queries.hpp"

namespace pixferry {
namespace {

constexpr const char* kNotTheHolder = "somebody who does not hold the file changed it";
constexpr const char* kGivenUpFile = "who gave a file up may write it still";
constexpr const char* kGivenUpFolder = "who gave a folder up may write it still";
constexpr const char* kNeverEnded = "a job never ended";
constexpr const char* kNotDue = "what is not due was handed out";
constexpr const char* kNotCounted = "a claim was not counted";
constexpr const char* kRenewedForOthers = "a lease was renewed for somebody who does not hold it";
constexpr const char* kTallyWrong = "a job's tally of a state is not the number of its files in it";

Mutant rewrite(std::string name, std::string broken, std::vector<Rewrite> rewrites) {
  return {std::move(name), std::move(broken), {.rewrites = std::move(rewrites)}};
}

std::vector<Mutant> of_tokens() {
  return {
      rewrite("OutcomesNeedNoToken", kNotTheHolder,
              {{sql::record_files, " AND token = done_token", ""},
               {sql::lock_finished_files, " AND file.token = done.done_token", ""}}),
      rewrite("PutOffFileKeepsItsToken", kGivenUpFile,
              {{sql::record_files, "ELSE token + 1 END", "ELSE token END"}}),
      rewrite("ReleasedFileKeepsItsToken", kGivenUpFile,
              {{sql::release_files, "token = token + 1, ", ""}}),
      rewrite("ReleasedFolderKeepsItsToken", kGivenUpFolder,
              {{sql::release_folders, "token = token + 1, ", ""}}),
      rewrite("RetriedFileKeepsItsToken", kGivenUpFile,
              {{sql::retry_files, "token = token + 1, ", ""}}),
      rewrite("PutOffFolderKeepsItsToken", kGivenUpFolder,
              {{sql::postpone_folder, "token = token + 1, ", ""}}),
      rewrite("RestartedFolderKeepsItsToken", kGivenUpFolder,
              {{sql::restart_folder, "token = token + 1,", ""}}),
      rewrite("ClaimKeepsTheToken", "a token was handed out twice",
              {{sql::claim_files, "token = token + 1, ", ""}}),
      rewrite("ClaimOfAFolderKeepsTheToken", "a token was handed out twice",
              {{sql::claim_folders, "token = token + 1, ", ""}}),
  };
}

std::vector<Mutant> of_leases() {
  return {
      rewrite("ClaimTakesAFileThatIsNotDue", kNotDue,
              {{sql::claim_files, "AND available_at <= @now($2) ", ""}}),
      rewrite("ClaimTakesAFolderThatIsNotDue", kNotDue,
              {{sql::claim_folders, "AND available_at <= @now($2) ", ""}}),
      rewrite("ClaimDoesNotCountTheAttempt", kNotCounted,
              {{sql::claim_files, "attempts = attempts + 1, ", ""}}),
      rewrite("ClaimOfAFolderDoesNotCountTheAttempt", kNotCounted,
              {{sql::claim_folders, "attempts = attempts + 1, ", ""}}),
      rewrite("ClaimGoesOnForEver", "too many attempts",
              {{sql::claim_files, "attempts < $3", "$3 > 0"}}),
      rewrite("ClaimTakesWorkOfAnEndedJob", "work of a job that has ended was handed out",
              {{sql::find_claimable_job, " AND state = 'processing'", ""}}),
      rewrite("RenewalRevivesALostFile", kRenewedForOthers,
              {{sql::renew_files, " AND token = held_token", ""}}),
      rewrite("RenewalRevivesALostFolder", kRenewedForOthers,
              {{sql::renew_folders, " AND token = held_token", ""}}),
      rewrite("RenewalGoesOnAfterTheCancel", kRenewedForOthers,
              {{sql::renew_files, " AND job.state IN ('processing', 'paused')", ""}}),
      rewrite("ThrottlingUsesUpAttempts", "an attempt was counted wrongly",
              {{sql::record_files, "attempts = new_attempts, ", ""}}),
      rewrite("PutOffFileIsDueAtOnce", "a file was put off for less than it should be",
              {{sql::record_files, "@plus_ms(@now($2), delay_ms)", "@now($2)"}}),
  };
}

std::vector<Mutant> of_settling() {
  return {
      rewrite("NothingIsSettled", kNeverEnded,
              {{sql::find_unsettled_jobs, std::string{sql::find_unsettled_jobs},
                "SELECT id FROM pixferry.job WHERE 1 = 0"}}),
      rewrite("SpentFilesDoNotFail", kNeverEnded,
              {{sql::fail_spent_files, "WHERE id = spent_id", "WHERE id = spent_id AND 1 = 0"}}),
      rewrite("SpentFoldersDoNotFail", kNeverEnded,
              {{sql::fail_spent_folders, "AND folder_id = spent_id",
                "AND folder_id = spent_id AND 1 = 0"}}),
      rewrite("SettlingFailsFilesWithAttemptsLeft", "a file failed with attempts left",
              {{sql::find_unsettled_jobs, "attempts > 0 AND attempts >= $2", "attempts > 0"},
               {sql::fail_spent_files, "AND attempts >= $3", "AND $3 > 0"}}),
      rewrite("SettlingFailsFilesThatAreHeld", "a file failed under a lease",
              {{sql::find_unsettled_jobs, "AND attempts >= $2 AND available_at <= @now($1)",
                "AND attempts >= $2"},
               {sql::fail_spent_files, "AND available_at <= @now($2)", ""}}),
      rewrite("JobIsCompletedBeforeItsFolders", "the catalog refused a row",
              {{sql::find_unsettled_jobs, "folder.state = 'pending'", "1 = 0"},
               {sql::complete_jobs, "folder.state = 'pending'", "1 = 0"}}),
      rewrite("JobIsCompletedBeforeItsFiles", "the catalog refused a row",
              {{sql::find_unsettled_jobs, "file.state = 'pending'", "1 = 0"},
               {sql::complete_jobs, "file.state = 'pending'", "1 = 0"}}),
      rewrite("CancelPassesOverHeldFiles", "a file never ended",
              {{sql::skip_cancelled_files, "state = 'pending' AND",
                "state = 'pending' AND leased = 0 AND"}}),
      rewrite("CancelForgetsFolders", "a folder never ended",
              {{sql::drop_folders, "AND state = 'pending'", "AND 1 = 0"}}),
      rewrite("OutcomesOfACancelledJobAreWritten", kNotTheHolder,
              {{sql::lock_jobs, "source, state", "source, 'processing'"}}),
  };
}

std::vector<Mutant> of_rows() {
  return {
      {"RowIsWrittenBeforeTheObject",
       "a row names an object that is not there",
       {.row_before_object = true}},
      {"CursorMovesWithoutItsRows", "a listing lost the file", {.cursor_before_rows = true}},
      rewrite("OutcomesAreNotCounted", kTallyWrong,
              {{sql::change_tallies, "skipped = skipped + more_skipped, ", ""}}),
      rewrite("RetryIsNotCounted", kTallyWrong,
              {{sql::resume_finished_job, "failed - $2", "failed - 0 * $2"}}),
      rewrite("RetryLeavesTheAttemptsUsedUp", "a retried file has fewer attempts",
              {{sql::retry_files, "attempts = 0", "attempts = attempts"}}),
      rewrite("RetryTouchesWhatIsImported", "a file that was imported became pending",
              {{sql::retry_files, "AND state = 'failed'", "AND state IN ('failed', 'imported')"},
               {sql::retry_files, "reason = NULL",
                "reason = NULL, image_id = NULL, stored_bytes = 0"}}),
      rewrite("RetryTouchesOtherJobs", "a retry changed another job",
              {{sql::retry_files, "job_id = $1 AND", "$1 <> '' AND"}}),
      rewrite("RestartIsNotCounted", "pages of a folder were forgotten",
              {{sql::restart_folder, "restarts = restarts + 1", "restarts = restarts"}}),
      rewrite("ImagesAreCountedTwice", "the total of images is not their number",
              {{sql::add_to_image_totals, "image_total.images + EXCLUDED.images",
                "image_total.images + 2 * EXCLUDED.images"}}),
  };
}

Mutant deleting(Mutant mutant) {
  mutant.deletes = true;
  return mutant;
}

std::vector<Mutant> of_removals() {
  return {
      deleting({"ObjectsAreRemovedBeforeTheyAreDoomed",
                "a row names an object that is not there",
                {.removal_before_doom = true}}),
      deleting(rewrite("FinishDoesNotLookForRemovals",
                       "an image shows bytes whose objects are removed",
                       {{sql::find_contested_blobs, "removal.object_name = substr(",
                         "1 = 0 AND removal.object_name = substr("}})),
      deleting(rewrite("FinishTrustsWhatWasStoredBeforeTheRemoval",
                       "a row names an object that is not there",
                       {{sql::find_contested_blobs, "@ms(removal.removed_at)",
                         "CASE WHEN removal.removed_at IS NULL THEN NULL ELSE 0 END"}})),
      deleting(rewrite("BytesWithoutAnImageAreForgotten", "bytes that no image shows do not say so",
                       {{sql::note_unreferenced_blobs, "unreferenced_at = @now($2)",
                         "unreferenced_at = NULL"}})),
      deleting(rewrite(
          "ImportedBytesStayDoomed", "bytes that an image shows say that none does",
          {{sql::refer_to_blobs, "unreferenced_at = NULL", "unreferenced_at = unreferenced_at"}})),
      deleting(rewrite(
          "DeletedImagesAreCountedStill", "the total of images is not their number",
          {{sql::take_from_image_totals, "images - gone_images", "images - 0 * gone_images"}})),
  };
}

}  // namespace

const std::vector<Mutant>& mutants() {
  static const auto all = [] {
    std::vector<Mutant> together;
    for (const auto& some : {of_tokens(), of_leases(), of_settling(), of_rows(), of_removals()}) {
      together.insert(together.end(), some.begin(), some.end());
    }
    return together;
  }();
  return all;
}

}  // namespace pixferry
