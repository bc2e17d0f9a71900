#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "pipeline/import_image.hpp"
#include "pipeline/list_folder.hpp"
#include "tests/simulation/dice.hpp"
#include "tests/simulation/witness.hpp"
#include "worker-service/finisher.hpp"
#include "worker-service/lease_keeper.hpp"

namespace pixferry {

/// A worker that does one thing at a time, with the lease keeper and the finisher of the real one:
/// takes work, lists a folder, imports a file, renews, and finishes what it imported. Between any
/// two of them it may die or sleep past its leases.
class SimulatedWorker {
 public:
  struct Parts {
    Dice& dice;
    Ledger& ledger;
    WorkQueue& queue;
    ListFolder& list_folder;
    std::function<Outcome(const Context&, const FileLease&)> import;
    ProgressFeed& feed;
    const Limits& limits;
    Witness& witness;
  };

  explicit SimulatedWorker(Parts parts)
      : parts_(std::move(parts)),
        leases_(parts_.ledger),
        finisher_(parts_.ledger, parts_.feed, parts_.limits) {}

  /// The next thing it has to do. Nothing while it is in the middle of one.
  void act();
  /// Says once more what became of files, as it was or otherwise, also under tokens of its own
  /// invention; and writes under the lease of a folder that it gave up.
  void misbehave();
  /// Forgets all it held; its leases run out.
  void die();
  bool is_idle() const { return leases_.is_idle(); }

 private:
  struct Transfer {
    FileLease lease;
    LeaseKeeper::Hold hold;
    std::optional<Outcome> outcome;
  };
  struct Listing {
    FolderLease lease;
    LeaseKeeper::Hold hold;
  };

  void take_work();
  void take_folder(const Work& work);
  void take_files(const Work& work);
  void list();
  bool import_next();
  void renew();
  void finish();
  void remember(const std::vector<FinishedFile>& batch);
  FinishedFile twisted(FinishedFile file);

  Parts parts_;
  LeaseKeeper leases_;
  Finisher finisher_;
  bool is_busy_ = false;
  std::optional<Listing> listing_;
  std::optional<FolderLease> last_listing_;
  std::deque<Transfer> transfers_;
  std::deque<FinishedFile> finished_;
};

}  // namespace pixferry
