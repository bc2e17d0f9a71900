#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/job.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/outcome.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

struct NewJob {
  JobId id;  ///< fresh
  std::string owner;
  FolderRef root;
  std::string folder_url;  ///< canonical, without secrets
  ImportOptions options;
  std::string trace_parent = {};  ///< of the request behind it; empty: not known
};

struct CreatedJob {
  JobId id;
  bool already_running = false;  ///< an active job of the same root is given back in its place
  bool same_options = true;
};

/// A file that a page brought: pending, unless `ended` says how it ended at once.
struct PageFile {
  SourceFile file;
  struct Ended {
    FileState state = FileState::skipped;
    ErrorCode reason = ErrorCode::unsupported_type;
    std::string detail;
  };
  std::optional<Ended> ended;
};

struct PageFolder {
  FolderRef folder;
  std::string path;
};

/// What one page of a listing adds to the catalog.
struct PageRows {
  std::string folder_name;  ///< of the root, once it is known; empty otherwise
  std::vector<PageFile> files;
  std::vector<PageFolder> folders;
  std::string next_page_token;  ///< empty: the folder is listed
};

struct PageCommit {
  std::int64_t files_added = 0;  ///< known ones (shortcuts, repeated pages) are not added again
  std::int64_t files_pending = 0;
  std::int64_t folders_added = 0;
  bool limit_reached = false;  ///< the job may hold no more files; its listing ends here
  /// The next page is one that was read already: the cursor stays, and the folder must be
  /// restarted.
  bool goes_in_circles = false;
};

struct HeldFile {
  FileId id;
  std::int64_t token = 0;
};

struct HeldFolder {
  JobId job;
  std::string folder_id;
  std::int64_t token = 0;
};

struct Held {
  std::vector<HeldFile> files;
  std::vector<HeldFolder> folders;
};

/// Which of the failed files are tried again: all, unless something narrows them down.
struct RetrySelection {
  std::optional<ErrorCode> reason = std::nullopt;
  std::optional<std::vector<FileId>> files = std::nullopt;  ///< others than failed ones are ignored
};

struct ReadyJob {
  JobId job;
  bool has_folders = false;
  bool has_files = false;
};

/// The book of work: who may do what, and what became of it. Every method is one transaction, knows
/// nothing of the engine and may be called by any thread of any process. Errors: `catalog_*`,
/// `stopped`; after one nothing was changed, except that a commit whose answer was lost may stand —
/// every method may therefore be called again with the same arguments.
class Ledger {
 public:
  Ledger(Database& database, const Clock& clock, const Limits& limits);

  /// Writes the job and its root folder. With an active job of the same (owner, source, root) it
  /// writes nothing and answers that one.
  Result<CreatedJob> create(const Context& context, const NewJob& job);

  /// Leases up to `count` folders of the job that are due. Counts the attempt.
  Result<std::vector<FolderLease>> claim_folders(const Context& context, const JobId& job,
                                                 int count);
  /// Leases up to `count` files of the job that are due, the oldest first. Counts the attempt. A
  /// file whose declared SHA-256 or Dropbox hash, and whose declared size, are those of bytes that
  /// its owner holds comes with them, whatever source they are from.
  Result<std::vector<FileLease>> claim_files(const Context& context, const JobId& job, int count);

  /// Prolongs what is still ours and still wanted (its job processing or paused), and answers it.
  Result<Held> renew(const Context& context, const Held& held);

  /// Adds a page and moves the folder's cursor with it, or nothing at all. With a next page the
  /// lease goes on: its holder sets `page_token` to that of the next page and continues, and the
  /// attempts begin anew. Files whose image is here in the same revision are skipped as
  /// `already_imported`, and the image takes their present name and path; a subfolder deeper than
  /// Limits::folder_depth_max is not listed and counts as unreadable, and so does a folder with
  /// more than Limits::folder_pages_max pages, both as `limit_folders`. Error besides:
  /// `lease_lost`.
  Result<PageCommit> commit_page(const Context& context, const FolderLease& lease,
                                 const PageRows& page);
  /// Puts the folder off, to be claimed anew from its first page; what was found stays, and is not
  /// added twice. After Limits::folder_restarts_max restarts it fails instead, as `limit_folders`
  /// with the cause in its detail: its listing does not end.
  Result<> restart_folder(const Context& context, const FolderLease& lease, const Postponed& why);
  /// Puts the folder off; with the attempts used up it fails with the cause.
  Result<> postpone_folder(const Context& context, const FolderLease& lease, const Postponed& why);
  /// The folder cannot be read. The root's failure is the job's.
  Result<> fail_folder(const Context& context, const FolderLease& lease, const Error& why);

  /// Records what became of files, in one transaction; answers the fate of each in their order.
  /// Imported writes blob, image and file together. Postponed with no attempt left, or
  /// parked for its download quota more often than Limits::quota_pauses_max, fails with its cause.
  /// A stale token drops that one file and no other; an end that was recorded already is `recorded`
  /// once more.
  Result<std::vector<Fate>> finish(const Context& context, std::span<const FinishedFile> files);

  /// Ends what has come to its end: files whose workers died at the last attempt, what is pending
  /// of cancelled jobs, jobs with nothing left to do. A job that completes is held against the one
  /// before it, to tell which files vanished; their images stay. Idempotent; bounded per call by
  /// Limits::settle_batch_files_max. Answers the jobs it changed.
  Result<std::vector<JobId>> settle(const Context& context);

  /// Processing jobs that have folders or files due now.
  Result<std::vector<ReadyJob>> ready(const Context& context);

  /// processing or paused → cancelled; a finished job is left as it is. Error: `job_not_found`.
  Result<JobState> cancel(const Context& context, std::string_view owner, const JobId& job);

  /// processing → paused: what is held goes on to its end, nothing more is claimed. Any other job
  /// is left as it is. Answers how it stands. Error: `job_not_found`.
  Result<JobState> pause(const Context& context, std::string_view owner, const JobId& job);
  /// paused → processing; likewise.
  Result<JobState> resume(const Context& context, std::string_view owner, const JobId& job);

  /// Makes failed files of a finished job pending again and the job processing; answers how many.
  /// Touches nothing else. Errors: `job_not_found`; `catalog_conflict` naming the job that is
  /// importing the same folder.
  Result<std::int64_t> retry(const Context& context, std::string_view owner, const JobId& job,
                             const RetrySelection& selection = {});

  /// Frees every lease and gives those attempts back: for the one process that has just taken the
  /// data directory, so nobody else can hold any.
  Result<> release_leases(const Context& context);

 private:
  Result<JobState> change_state(const Context& context, std::string_view owner, const JobId& job,
                                std::string_view change);

  Database& database_;
  const Clock& clock_;
  const Limits& limits_;
};

}  // namespace pixferry
