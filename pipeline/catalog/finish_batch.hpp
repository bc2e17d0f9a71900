#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "pipeline/catalog/event_notes.hpp"
#include "pipeline/catalog/statements.hpp"
#include "pipeline/catalog/stored_blobs.hpp"
#include "pipeline/catalog/tallies.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/model/outcome.hpp"

namespace pixferry {

/// What became of several files, on its way into the catalog, in one transaction. It locks jobs,
/// then files, and so knows which tokens still count; then it writes blobs, images, files and
/// tallies, each kind in one statement.
class FinishBatch {
 public:
  FinishBatch(Statements& tx, std::span<const FinishedFile> files, const Limits& limits,
              std::int64_t now_ms);
  /// The fate of each file, in their order.
  std::vector<Fate> run();

 private:
  /// How often a file was claimed, and how often it rested for its download quota.
  struct Tries {
    std::int64_t attempts = 0;
    std::int64_t quota_pauses = 0;
  };
  /// How a file stands afterwards.
  struct Verdict {
    FileState state = FileState::pending;
    std::optional<ErrorCode> reason;
    std::optional<ErrorCode> last_error;
    std::string detail;
    Tries tries;
    std::optional<std::int64_t> delay_ms;  ///< set for a file that is put off
  };
  /// A file whose token still counts, with what the catalog says of it.
  struct LiveFile {
    const FinishedFile* finished;
    std::string owner;
    std::string source;
    std::string source_file_id;
    std::string name;
    std::string path;
    std::string revision;
    std::optional<std::int64_t> claimed_ms;
    Verdict verdict;

    const Imported* imported() const;
    const Blob* blob() const;
    /// Of an imported file: what its source says beyond what its bytes have told.
    DeclaredFacts declared() const;
  };
  /// (owner, source, source file id)
  using ImageKey = std::tuple<std::string, std::string, std::string>;
  static ImageKey key_of(const LiveFile& file);

  void lock();
  void take(const SqlRow& row, const LockedJob& job);
  Verdict decide(const Outcome& outcome, const Tries& tries) const;
  void put_off(const Postponed& postponed, Verdict& verdict) const;
  void store_blobs();
  void hand_back(LiveFile& file) const;
  void store_images();
  void update_images(boost::json::array known);
  void note_lost_images(const std::map<ImageKey, const LiveFile*>& shown);
  void count_new_images(const SqlRows& inserted);
  void record();
  void note_rates();
  void note_failure(const LiveFile& file, TallyChange& change);
  boost::json::value json_of(const LiveFile& file) const;

  Statements& tx_;
  std::span<const FinishedFile> files_;
  const Limits& limits_;
  std::int64_t now_ms_;
  std::vector<Fate> fates_;
  std::vector<LiveFile> live_;
  std::map<ImageKey, std::int64_t> image_ids_;
  BlobIds given_up_;  ///< by images that show others now
  std::map<std::string, LockedJob> jobs_;
  TallyChanges changes_;
  EventNotes events_;
};

}  // namespace pixferry
