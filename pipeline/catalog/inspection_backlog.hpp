#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/model/inspection.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// Stored bytes into which nobody has looked.
struct UninspectedBlob {
  std::string owner;
  Blob blob;
};

/// What a look into stored bytes has brought. `facts.thumbnails` is not `none`.
struct InspectedBlob {
  std::string owner;
  Sha256 sha256;
  ImageFacts facts;
};

/// The blobs that came without facts: imported before there were any, while thumbnails were off, or
/// from elsewhere. A look costs up to seconds, so a claim leases: no two workers look at the same
/// time. It needs no token, for the same bytes give the same facts whoever records them.
/// Thread-safe. Errors: `catalog_*`, `stopped`.
class InspectionBacklog {
 public:
  /// How often a blob is tried whose inspection neither records anything nor gives it back.
  static constexpr int kTriesMax = 3;

  InspectionBacklog(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// Leases up to `count` blobs, those that came first before the others. Counts the try.
  Result<std::vector<UninspectedBlob>> claim(const Context& context, int count,
                                             std::chrono::milliseconds lease);
  /// Writes the facts of blobs that have none yet, and moves their images to their place in time.
  /// The same may be recorded again; facts that are there stay.
  Result<> record(const Context& context, std::span<const InspectedBlob> inspected);
  /// Nobody looked, and the bytes are not to blame: takes the tries back. Due again after `delay`.
  Result<> give_back(const Context& context, std::span<const UninspectedBlob> blobs,
                     std::chrono::milliseconds delay);

 private:
  Database& database_;
  const Clock& clock_;
};

}  // namespace pixferry
