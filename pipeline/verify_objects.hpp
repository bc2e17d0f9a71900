#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "pipeline/catalog/gallery.hpp"
#include "pipeline/content/spool.hpp"
#include "pipeline/object_store/object_store.hpp"

namespace pixferry {

/// An object that is not what the catalog says.
struct BadObject {
  Blob blob;
  std::string what;  ///< "missing", "has 12 bytes, not 14", "has another SHA-256"
};

struct Verification {
  std::int64_t objects = 0;
  std::int64_t bytes = 0;
  std::int64_t bad = 0;
};

/// Reads every object of an owner back from the store and holds it against the catalog: the proof
/// of an import. Reads only; thread-safe.
class VerifyObjects {
 public:
  struct Parts {
    Gallery& gallery;
    ObjectStore& store;
    SpoolRoom& spools;
  };

  explicit VerifyObjects(Parts parts) : parts_(parts) {}

  /// Calls `report` for each bad object. Error: the catalog's, the store's where it cannot be
  /// reached, or `stopped`.
  Result<Verification> run(const Context& context, std::string_view owner,
                           const std::function<void(const BadObject&)>& report);

 private:
  /// Empty where the object is as it should be.
  Result<std::string> complaint_of(const Context& context, const Blob& blob);

  Parts parts_;
};

}  // namespace pixferry
