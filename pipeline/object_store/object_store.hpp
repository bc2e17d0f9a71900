#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>

#include "pipeline/content/spool.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

struct ObjectTraits {
  std::string mime_type;
};

struct ObjectInfo {
  std::int64_t size_bytes = 0;
};

/// Where images are kept. Thread-safe. Keys are content-addressed, so put is idempotent and storing
/// again overwrites with the same bytes. Errors: `storage_refused` (this object, for good),
/// `storage_full`, `storage_unavailable` (may pass), `stopped`, `timeout`.
struct ObjectStore {
  virtual ~ObjectStore() = default;
  /// When it succeeds the object is durable and complete; after an Error it is absent or complete,
  /// never in part.
  virtual Result<> put(const Context& context, const ObjectKey& key, const Spool& content,
                       const ObjectTraits& traits) = 0;
  virtual Result<std::optional<ObjectInfo>> head(const Context& context, const ObjectKey& key) = 0;
  /// Into an empty spool, not finished. An absent object is `source_gone`.
  virtual Result<> get(const Context& context, const ObjectKey& key, Spool& into) = 0;
  /// Absent objects count as removed.
  virtual Result<> remove(const Context& context, std::span<const ObjectKey> keys) = 0;
  /// Where a browser finds the object: public, or signed and valid for that long.
  virtual Result<std::string> url(const Context& context, const ObjectKey& key,
                                  std::chrono::seconds valid_for) = 0;
};

}  // namespace pixferry
