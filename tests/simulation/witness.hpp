#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/catalog/ledger.hpp"
#include "pipeline/settle_jobs.hpp"
#include "tests/simulation/memory_store.hpp"
#include "tests/simulation/snapshot.hpp"
#include "tests/simulation/source_tree.hpp"
#include "worker-service/finisher.hpp"

namespace pixferry {

/// Watches the catalog during a simulated run and writes down every promise it sees broken: a
/// holder with an old token changes nothing, a lease is given to one at a time and for what is due,
/// a file ends once, what has ended stays so, sums hold and only grow, and no row names an object
/// whose bytes are not there. What changes the catalog goes through it, so that it can look at the
/// rows before and after.
class Witness {
 public:
  struct Parts {
    Database& catalog;  ///< the real one: watching never fails
    Ledger& ledger;
    const MemoryStore& store;
    const SourceTree& tree;
    const Limits& limits;
    const Clock& clock;
  };

  explicit Witness(Parts parts) : parts_(parts) {}

  Result<std::vector<FileLease>> claim_files(const JobId& job, int count);
  Result<std::vector<FolderLease>> claim_folders(const JobId& job, int count);
  /// `tick` renews what is held, and nothing else.
  void renew(const Held& held, const std::function<Result<>()>& tick);
  std::vector<Result<Fate>> finish(Finisher& finisher, const std::vector<FinishedFile>& batch);
  /// Writes under the lease of a folder although it was given up, unless it holds by chance.
  void write_late(const FolderLease& lease);
  Result<std::int64_t> retry(const JobId& job);
  void settle(SettleJobs& settle_jobs);
  void release_leases();

  /// Compares with what was seen before, and checks the whole catalog and its objects.
  void look();
  /// After the last step: each job has ended, and each file of its listed folders once and rightly.
  void judge(bool all_good_must_be_imported);

  void complain(std::string broken) { violations_.push_back(std::move(broken)); }
  const std::vector<std::string>& violations() const { return violations_; }

 private:
  /// The catalog as it is now; what it was before the last change is compared with it.
  std::shared_ptr<const Snapshot> see(const std::string& retried_job = {});
  std::int64_t changes();
  SqlRows query(std::string_view sql);
  void compare_files(const Snapshot& now, const std::string& retried_job);
  void compare_folders(const Snapshot& now);
  void compare_jobs(const Snapshot& now, const std::string& retried_job);
  void check_lease(const Snapshot::Turn& was, const Snapshot::Turn& is, const std::string& what);
  void check_fate(const FinishedFile& finished, const Snapshot& before, const Snapshot& after,
                  const Result<Fate>& fate);
  void check_postponed(const Postponed& why, const Snapshot::File& was, const Snapshot::File& is);
  void check_objects();
  void judge_file(const Snapshot::File& file, bool must_be_imported);
  void judge_listing(const Snapshot& now);

  std::int64_t now_ms() const { return to_milliseconds(parts_.clock.now()); }

  Parts parts_;
  std::shared_ptr<const Snapshot> seen_ = std::make_shared<Snapshot>();
  std::int64_t changes_seen_ = -1;
  std::set<std::pair<std::int64_t, std::int64_t>> files_handed_out_;           ///< id and token
  std::set<std::pair<Snapshot::FolderKey, std::int64_t>> folders_handed_out_;  ///< and token
  std::set<std::pair<std::int64_t, std::int64_t>> used_;  ///< to end a file or to put it off
  std::vector<std::string> violations_;
};

}  // namespace pixferry
