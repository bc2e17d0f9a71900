#include "pipeline/catalog/fill_dropbox_hashes.hpp"

#include "pipeline/catalog/queries.hpp"
#include "pipeline/content/single_block_hash.hpp"

namespace pixferry {
namespace {

constexpr std::int64_t kBlobsPerBatch = 1000;

boost::json::array hashes_of(const SqlRows& blobs) {
  boost::json::array known;
  for (const auto& blob : blobs) {
    const auto sha256 = Sha256::from_hex(blob.text(1)).value();
    const auto hash = single_block_dropbox_hash(sha256, blob.integer(2));
    if (!hash) continue;
    known.push_back(
        {{"of_owner", blob.text(0)}, {"of_sha256", blob.text(1)}, {"known_hash", hash->hex()}});
  }
  return known;
}

}  // namespace

void fill_dropbox_hashes(Statements& tx) {
  std::string owner;
  std::string sha256;
  for (;;) {
    const auto blobs =
        tx.rows(sql::read_short_blobs, {owner, sha256, kDropboxBlockBytes, kBlobsPerBatch});
    if (blobs.empty()) return;
    tx.run(sql::set_dropbox_hashes, {json_text(hashes_of(blobs))});
    owner = blobs.back().text(0);
    sha256 = blobs.back().text(1);
  }
}

}  // namespace pixferry
