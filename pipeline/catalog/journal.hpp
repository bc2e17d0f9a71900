#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/error_code.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/job.hpp"
#include "pipeline/model/job_event.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

struct JobFilter {
  std::optional<JobState> state;
  std::optional<SourceKind> source;
};

/// One page of jobs, newest first. `next_cursor` is empty on the last.
struct JobPage {
  std::vector<JobSnapshot> jobs;
  std::string next_cursor;
};

struct FailureGroup {
  ErrorCode reason;
  std::int64_t count = 0;
  std::string example_name;
  std::string example_detail;
};

struct UnreadableFolder {
  std::string path;
  ErrorCode reason;
  std::string detail;
};

/// One file of a job and what became of it.
struct FileRecord {
  FileId id;
  std::string path;
  std::optional<std::int64_t> size_bytes;
  FileState state = FileState::pending;
  std::optional<ErrorCode> reason;
  std::string detail;
  int attempts = 0;
  std::optional<ImageId> image;
};

/// Which files of a job are asked for; what is not set is not looked at.
struct FileQuery {
  std::optional<FileState> state = std::nullopt;
  std::optional<ErrorCode> reason = std::nullopt;
  FileId after = {};  ///< only files with an id above this one
  int limit = 20;
};

/// One page of files, in the order of their ids. `next_after` is where the next page begins;
/// nothing on the last.
struct FilePage {
  std::vector<FileRecord> files;
  std::optional<FileId> next_after;
};

/// A file with everything that is known of its way, as its job's report tells it. Texts are empty
/// and times absent where nothing is known.
struct ReportedFile {
  FileRecord file;
  std::string source_file_id;  ///< the provider's
  std::string revision;
  std::string declared_mime_type;
  std::string declared_sha256;
  std::string declared_md5;
  std::string declared_dropbox_hash;
  std::optional<Timestamp> finished_at;
  /// What is stored for it: nothing once its image was deleted or came in a later revision.
  struct Stored {
    std::string sha256;
    std::int64_t size_bytes = 0;
    std::string mime_type;
    ObjectKey key;
    std::optional<Timestamp> taken_at;
  };
  std::optional<Stored> stored;
};

/// A provider that makes jobs wait.
struct Throttle {
  std::int64_t jobs = 0;
  Timestamp until;  ///< when the first of them may go on
};

/// All jobs of an owner, counted by their states, and the sum of their files.
struct JobTotals {
  std::map<JobState, std::int64_t> jobs;  ///< without those that would be 0
  Tally files;
  // Of the jobs that are active, kActiveJobsMax of them at most.
  std::int64_t queued_files = 0;    ///< to be imported by somebody; not those of paused jobs
  std::int64_t queued_folders = 0;  ///< to be listed
  WorkRate rate;
  std::map<SourceKind, Throttle> throttles;
};

inline constexpr std::int64_t kActiveJobsMax = 1000;

/// The events of a job that are asked for: those behind `after`, or none.
struct NewsQuery {
  std::optional<std::int64_t> after = std::nullopt;
  int limit = 500;
};

/// A job and its events, of one moment.
struct JobNews {
  JobSnapshot job;
  std::vector<JobEvent> events = {};  ///< in their order; the next page is behind the last
  /// The next event is not kept any more, or `after` is no number this job has given: whoever asked
  /// has to begin anew from the snapshot. `events` is empty.
  bool is_gap = false;
};

/// What people ask of jobs. Reads only; every method is one snapshot. Thread-safe.
class Journal {
 public:
  Journal(Database& database, const Clock& clock);

  /// Nothing if there is no such job of that owner. Pending files of a cancelled job are counted as
  /// skipped at once, before settle has written them.
  Result<std::optional<JobSnapshot>> job(const Context& context, std::string_view owner,
                                         const JobId& id);
  /// Nothing if there is no such job of that owner.
  Result<std::optional<JobNews>> news(const Context& context, std::string_view owner,
                                      const JobId& id, const NewsQuery& query);
  /// Error: `invalid_request` for a cursor we did not give.
  Result<JobPage> jobs(const Context& context, std::string_view owner, const JobFilter& filter,
                       const std::string& cursor, int limit);
  Result<JobTotals> totals(const Context& context, std::string_view owner);
  Result<std::vector<FailureGroup>> failures(const Context& context, const JobId& id);
  Result<std::vector<UnreadableFolder>> unreadable_folders(const Context& context, const JobId& id,
                                                           int limit);
  /// The files as their rows stand: those of a cancelled job are pending until settle has written
  /// them. An unknown job has none.
  Result<FilePage> files(const Context& context, const JobId& id, const FileQuery& query);
  /// The pending files that are being worked on: claimed, and the lease has not run out. Those of a
  /// cancelled job are among them until their workers have noticed. From behind `after` on.
  Result<FilePage> held_files(const Context& context, const JobId& id, FileId after, int limit);
  /// The same files, to be told all of them, page by page from behind `query.after` on; those of a
  /// cancelled job that settle has not reached are skipped already. Empty: there are no more.
  /// Error: `job_not_found`, so that who reads on learns that the job was deleted meanwhile.
  Result<std::vector<ReportedFile>> report(const Context& context, std::string_view owner,
                                           const JobId& id, const FileQuery& query);
  /// What JobSnapshot::vanished_files counts, as the job before has found it, in the order of those
  /// ids and from behind `after` on. A file whose image was deleted since is left out.
  Result<FilePage> vanished_files(const Context& context, const JobId& id, FileId after, int limit);

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace pixferry
