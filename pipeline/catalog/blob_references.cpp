#include "pipeline/catalog/blob_references.hpp"

#include "pipeline/catalog/queries.hpp"

namespace pixferry {

std::string json_of_blobs(const BlobIds& blobs) {
  boost::json::array rows;
  for (const auto& [owner, sha256] : blobs) {
    rows.push_back({{"of_owner", owner}, {"of_sha256", sha256}});
  }
  return json_text(rows);
}

void lock_blobs(Statements& tx, const BlobIds& blobs) {
  if (!blobs.empty()) tx.run(sql::lock_blobs, {json_of_blobs(blobs)});
}

void note_lost_images(Statements& tx, const BlobIds& blobs, std::int64_t now_ms) {
  if (blobs.empty()) return;
  lock_blobs(tx, blobs);
  tx.run(sql::note_unreferenced_blobs, {json_of_blobs(blobs), now_ms});
}

}  // namespace pixferry
