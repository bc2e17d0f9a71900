#include "pipeline/catalog/stored_blobs.hpp"

#include "pipeline/catalog/image_facts_row.hpp"
#include "pipeline/catalog/queries.hpp"

namespace pixferry {

void StoredBlobs::add(const std::string& owner, const Imported& imported) {
  const BlobId id{owner, imported.blob.sha256.hex()};
  ids_.insert(id);
  // The same bytes may stand in the batch several times: what was found out of them counts.
  auto& known = stored_[id];
  if (known == nullptr || !known->facts) known = &imported;
}

void StoredBlobs::write() {
  if (stored_.empty()) return;
  boost::json::array rows;
  for (const auto& [id, imported] : stored_) {
    const auto& blob = imported->blob;
    const auto& dropbox_hash = blob.dropbox_hash;
    boost::json::object row{
        {"owner", id.first},
        {"sha256", id.second},
        {"size_bytes", blob.size_bytes},
        {"mime_type", mime_type(blob.type)},
        {"object_key", blob.key.text},
        {"dropbox_hash",
         json_or_null(dropbox_hash ? std::optional{dropbox_hash->hex()} : std::nullopt)}};
    add_facts(row, imported->facts);
    rows.push_back(std::move(row));
  }
  const auto text = json_text(rows);
  place_older_images(tx_.rows(sql::insert_blobs, {text, now_ms_}));
  find_contests(text);
}

void StoredBlobs::place_older_images(const SqlRows& written) {
  boost::json::array filled;
  for (const auto& row : written) {
    if (row.integer(2) == 0) {
      fresh_.emplace(row.text(0), row.text(1));
    } else {
      filled.push_back({{"of_owner", row.text(0)}, {"of_sha256", row.text(1)}});
    }
  }
  if (!filled.empty()) tx_.run(sql::place_images, {json_text(filled)});
}

void StoredBlobs::find_contests(const std::string& rows) {
  for (const auto& row : tx_.rows(sql::find_contested_blobs, {rows})) {
    contests_.emplace(BlobId{row.text(0), row.text(1)},
                      Contest{.removed_name = row.text_or_empty(2),
                              .removed_ms = row.optional_integer(3),
                              .was_unreferenced = row.integer(4) == 1});
  }
}

bool StoredBlobs::is_kept(const std::string& owner, const Sha256& sha256,
                          std::optional<std::int64_t> claimed_ms) {
  const auto found = contests_.find({owner, sha256.hex()});
  if (found == contests_.end()) return true;
  auto& contest = found->second;
  const bool is_kept = contest.removed_name.empty() ||
                       (contest.removed_ms && claimed_ms && *claimed_ms > *contest.removed_ms);
  contest.is_kept |= is_kept;
  return is_kept;
}

void StoredBlobs::settle() {
  BlobIds dropped;
  for (const auto& [id, contest] : contests_) {
    if (!contest.is_kept && fresh_.contains(id)) dropped.insert(id);
    if (!contest.is_kept) ids_.erase(id);
  }
  if (!dropped.empty()) tx_.run(sql::drop_blobs, {json_of_blobs(dropped)});
  clear_marks();
}

void StoredBlobs::clear_marks() {
  BlobIds shown;
  boost::json::array outlived;
  for (const auto& [id, contest] : contests_) {
    if (!contest.is_kept) continue;
    if (contest.was_unreferenced) shown.insert(id);
    if (!contest.removed_name.empty()) {
      outlived.push_back(boost::json::object{{"of_name", contest.removed_name}});
    }
  }
  if (!shown.empty()) tx_.run(sql::refer_to_blobs, {json_of_blobs(shown)});
  if (!outlived.empty()) tx_.run(sql::forget_removals, {json_text(outlived)});
}

}  // namespace pixferry
