#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "pipeline/catalog/removals.hpp"
#include "pipeline/object_store/object_lister.hpp"
#include "pipeline/object_store/object_store.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// Finds objects that no row of the catalog names, as an import leaves them that died between an
/// object and its row, and removes them. Goes through the whole store, so it is asked for by hand.
/// Thread-safe; may run beside imports and collectors.
class CollectStrays {
 public:
  /// Younger objects may be those of an import that is still under way.
  static constexpr std::chrono::hours kYoungest{24};

  struct Parts {
    Removals& removals;
    ObjectStore& store;
    const ObjectLister& lister;
    const Clock& clock;
  };

  struct Strays {
    std::int64_t objects = 0;
    std::int64_t bytes = 0;
  };

  struct Plan {
    std::chrono::milliseconds older_than = kYoungest;  ///< at least kYoungest
    bool is_dry_run = false;                           ///< counts them, and removes nothing
  };

  explicit CollectStrays(Parts parts) : parts_(parts) {}

  /// To the end of the store. Errors: the catalog's, the store's, `stopped`; what was removed until
  /// then is gone, and another run finds the rest.
  Result<Strays> run(const Context& context, const Plan& plan);

 private:
  Result<> take(const Context& context, const std::vector<ListedObject>& old, const Plan& plan,
                Strays& sum);
  Result<std::vector<std::string>> remove(const Context& context,
                                          const std::vector<ListedObject>& old,
                                          const std::vector<std::string>& names);

  Parts parts_;
};

}  // namespace pixferry
