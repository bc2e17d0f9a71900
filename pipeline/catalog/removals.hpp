#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// Objects that may be removed now: those of one name, an original and its thumbnails. Nobody
/// finishes an import of their bytes until it is recorded that they are gone.
struct Doomed {
  std::string name;  ///< the 64 digits that their keys have in common
  std::int64_t token = 0;
  std::optional<Blob> blob = std::nullopt;  ///< absent: no row names these objects
};

/// How many bytes no image shows.
struct Unreferenced {
  std::int64_t blobs = 0;
  std::int64_t bytes = 0;  ///< of the originals
};

/// What is removed from the store, and by whom. An object is removed in three steps: it is doomed
/// here, it is removed from the store, and that is recorded here. Whoever stored the same bytes
/// before the last step and has not finished is told so by Ledger::finish, and stores them again.
/// A dead collector's work is taken over once its lease is over; the token keeps the dead one from
/// recording, and it must not remove anything any more by then. Every method is one transaction
/// unless it says otherwise, and may be called again. Thread-safe. Errors: `catalog_*`, `stopped`.
class Removals {
 public:
  /// For how long it is remembered that objects are gone: longer than any attempt at a file lasts.
  static constexpr std::chrono::hours kRemembered{7 * 24};
  /// How long bytes that nobody looked into are left alone: longer than a look at them lasts.
  static constexpr std::chrono::minutes kInspected{15};

  struct Plan {
    std::chrono::milliseconds unreferenced_for{0};
    std::chrono::milliseconds lease{0};
    int count = 0;
  };

  Removals(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// What others doomed and did not get done, once their lease is over.
  Result<std::vector<Doomed>> take_over(const Context& context, const Plan& plan);
  /// Dooms the objects of blobs that no image has shown for so long, the oldest first.
  Result<std::vector<Doomed>> doom_unreferenced(const Context& context, const Plan& plan);
  /// Dooms those of these names that no row names, in two transactions.
  Result<std::vector<Doomed>> doom_unknown(const Context& context,
                                           std::span<const std::string> names,
                                           std::chrono::milliseconds lease);
  /// The objects are gone: their blobs go too. What somebody else has taken over is left to him.
  Result<> record(const Context& context, std::span<const Doomed> removed);

  /// Drops memories that nobody needs any more.
  Result<> prune(const Context& context);
  /// Whoever had doomed anything is dead: for the one process that has just taken the data
  /// directory.
  Result<> release(const Context& context);

  /// What doom_unreferenced() would take, and what is doomed already.
  Result<Unreferenced> count_unreferenced(const Context& context,
                                          std::chrono::milliseconds unreferenced_for);
  /// Which of these names no row names.
  Result<std::vector<std::string>> unknown_among(const Context& context,
                                                 std::span<const std::string> names);

 private:
  Result<> spare_known(const Context& context, std::vector<Doomed>& doomed);

  Database& database_;
  const Clock& clock_;
};

}  // namespace pixferry
