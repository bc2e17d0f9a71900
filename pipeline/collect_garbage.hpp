#pragma once

#include <chrono>
#include <cstdint>
#include <span>

#include "pipeline/catalog/removals.hpp"
#include "pipeline/object_store/object_store.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// Removes from the store what no image shows any more. An object is doomed in the catalog before
/// it is removed, and recorded as gone afterwards, so that an import of the same bytes meanwhile
/// stores them again; see Removals. Any number of processes may do it at once, and each may die at
/// any moment: another takes over. Thread-safe.
class CollectGarbage {
 public:
  /// For how long nobody else takes over what one has doomed.
  static constexpr std::chrono::minutes kLease{5};
  /// After that nothing is removed any more of what was doomed: well before the lease is over.
  static constexpr std::chrono::minutes kRemoveWithin{2};
  /// How long bytes stay that no image shows.
  static constexpr std::chrono::hours kKept{24};

  struct Parts {
    Removals& removals;
    ObjectStore& store;
    const Clock& clock;
  };

  struct Turn {
    std::int64_t images = 0;  ///< originals whose rows and objects are gone now
    std::int64_t bytes = 0;   ///< of those originals
    bool has_more = false;    ///< another turn will find something
  };

  explicit CollectGarbage(Parts parts) : parts_(parts) {}

  /// A few hundred objects. First those that a dead collector left, then those that no image has
  /// shown for so long. Errors: the catalog's, the store's, `stopped`: what was not removed is
  /// doomed still, and is taken over later.
  Result<Turn> run(const Context& context, std::chrono::milliseconds unreferenced_for = kKept);

 private:
  Result<std::vector<Doomed>> next(const Context& context,
                                   std::chrono::milliseconds unreferenced_for);
  Result<> remove(const Context& within, std::span<const Doomed> doomed);

  Parts parts_;
};

}  // namespace pixferry
