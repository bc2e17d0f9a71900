#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/model/image.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/model/time.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

/// An object as the store lists it.
struct ListedObject {
  ObjectKey key;
  std::int64_t size_bytes = 0;
  Timestamp stored_at;  ///< last, if it was stored several times
};

struct ObjectListing {
  std::vector<ListedObject> objects;  ///< may be none
  std::string next;                   ///< where the rest begins; empty: this is the end
};

/// Stores that can tell what lies in them. Thread-safe.
struct ObjectLister {
  virtual ~ObjectLister() = default;
  /// A part of all objects, those with a key of ours; begins where `next` of an earlier part
  /// points, or with an empty text at the beginning. What is stored or removed meanwhile may be in
  /// it or not; all else is in exactly one part. Objects whose key is none of ours are left out. A
  /// text that list() never gave has no objects behind it. Errors: `storage_unavailable`,
  /// `stopped`, `timeout`.
  virtual Result<ObjectListing> list(const Context& context, const std::string& from) const = 0;
};

}  // namespace pixferry
