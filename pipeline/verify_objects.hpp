#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

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
  ObjectKey last = {};  ///< everything from the plan's beginning to this key was looked at
};

struct VerifyPlan {
  std::string owner;
  ObjectKey after = {};  ///< objects up to this key are left out: to go on with an earlier run
  int threads = 1;       ///< how many objects are read at once
};

/// Who is told. Both are called by the thread that called run(), in the order of the keys whatever
/// the number of threads; either may be empty.
struct VerifyObserver {
  std::function<void(const BadObject&)> bad = nullptr;
  /// As far as the verification came: again and again, and once before an Error is returned.
  std::function<void(const Verification&)> progress = nullptr;
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

  /// Error: the catalog's, the store's where it cannot be reached, or `stopped`; the observer was
  /// told of all that precedes it, and a plan that begins behind its last key misses nothing.
  Result<Verification> run(const Context& context, const VerifyPlan& plan,
                           const VerifyObserver& observer);

 private:
  /// Empty where the object is as it should be.
  using Complaint = Result<std::string>;

  std::vector<Complaint> complaints_of(const Context& context, std::span<const Blob> blobs,
                                       int threads);
  Complaint complaint_of(const Context& context, const Blob& blob);

  Parts parts_;
};

}  // namespace pixferry
