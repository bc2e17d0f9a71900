#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "pipeline/catalog/blob_references.hpp"
#include "pipeline/catalog/statements.hpp"
#include "pipeline/model/outcome.hpp"

namespace pixferry {

/// The bytes that a batch of files has stored, on their way into the catalog, each once. Their
/// objects may have been removed since: whoever stored them before that has stored nothing. Used in
/// this order: add(), write(), is_kept() of each file, settle().
class StoredBlobs {
 public:
  StoredBlobs(Statements& tx, std::int64_t now_ms) : tx_(tx), now_ms_(now_ms) {}

  void add(const std::string& owner, const Imported& imported);
  /// Writes the rows, and places the images of bytes whose facts are new. From here on nobody can
  /// begin to remove their objects.
  void write();
  /// Whether the objects that were stored under an attempt of that time are still there, or will
  /// be.
  bool is_kept(const std::string& owner, const Sha256& sha256,
               std::optional<std::int64_t> claimed_ms);
  /// Takes back the rows of bytes that were kept for no file; the others are no longer without an
  /// image.
  void settle();

  const BlobIds& ids() const { return ids_; }

 private:
  /// What may speak against bytes, or what has to be set right once they are kept.
  struct Contest {
    std::string removed_name;                ///< empty: nobody removes them
    std::optional<std::int64_t> removed_ms;  ///< absent: they are being removed
    bool was_unreferenced = false;
    bool is_kept = false;
  };

  void place_older_images(const SqlRows& written);
  void find_contests(const std::string& rows);
  void clear_marks();

  Statements& tx_;
  std::int64_t now_ms_;
  std::map<BlobId, const Imported*> stored_;
  BlobIds ids_;
  BlobIds fresh_;
  std::map<BlobId, Contest> contests_;
};

}  // namespace pixferry
