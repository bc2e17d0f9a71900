#pragma once

#include <optional>
#include <vector>

#include "pipeline/import_image.hpp"
#include "pipeline/list_folder.hpp"
#include "tests/simulation/dice.hpp"
#include "tests/simulation/witness.hpp"

namespace pixferry {

/// A worker that does one thing at a time: takes work, lists a folder, imports a file, renews, and
/// finishes what it imported. Between any two of them it may die or sleep past its leases.
class SimulatedWorker {
 public:
  struct Parts {
    Dice& dice;
    Ledger& ledger;
    WorkQueue& queue;
    ListFolder& list_folder;
    ImportImage& import_image;
    Witness& witness;
  };

  explicit SimulatedWorker(Parts parts) : parts_(parts) {}

  /// The next thing it has to do. Nothing while it is in the middle of one.
  void act();
  /// Sends the last outcomes once more, or outcomes with a token of its own invention.
  void misbehave();
  /// Forgets all it held; its leases run out.
  void die();

 private:
  struct Transfer {
    FileLease lease;
    std::optional<Outcome> outcome;
  };

  void take_work();
  void list();
  bool import_next();
  void renew();
  void finish();

  Parts parts_;
  bool is_busy_ = false;
  std::optional<FolderLease> folder_;
  std::vector<Transfer> transfers_;
  std::vector<FinishedFile> last_finished_;
};

}  // namespace pixferry
