#include "pipeline/catalog/finish_batch.hpp"

#include "pipeline/catalog/bounded.hpp"
#include "pipeline/catalog/declared_facts_row.hpp"
#include "pipeline/catalog/image_bucket.hpp"
#include "pipeline/catalog/queries.hpp"

/// The part of FinishBatch that shows what is stored: images and their totals.
namespace pixferry {

void FinishBatch::store_images() {
  // The same source file may stand in the batch for two jobs: the last one counts.
  std::map<ImageKey, const LiveFile*> shown;
  for (const auto& file : live_) {
    if (file.blob() != nullptr) shown[key_of(file)] = &file;
  }
  if (shown.empty()) return;
  boost::json::array fresh;
  for (const auto& [key, file] : shown) {
    boost::json::object row{{"owner", file->owner},
                            {"source", file->source},
                            {"source_file_id", file->source_file_id},
                            {"revision", file->revision},
                            {"sha256", file->blob()->sha256.hex()},
                            {"name", file->name},
                            {"path", file->path}};
    add_declared(row, file->declared());
    fresh.push_back(std::move(row));
  }
  const auto inserted = tx_.rows(sql::insert_images, {json_text(fresh), now_ms_});
  for (const auto& row : inserted) {
    image_ids_[{row.text(1), row.text(2), row.text(3)}] = row.integer(0);
  }
  count_new_images(inserted);
  boost::json::array known;
  for (const auto& [key, file] : shown) {
    if (image_ids_.contains(key)) continue;
    boost::json::object row{{"of_owner", file->owner},
                            {"of_source", file->source},
                            {"of_file", file->source_file_id},
                            {"new_revision", file->revision},
                            {"new_sha256", file->blob()->sha256.hex()},
                            {"new_name", file->name},
                            {"new_path", file->path}};
    add_declared(row, file->declared());
    known.push_back(std::move(row));
  }
  if (!known.empty()) update_images(std::move(known));
  note_lost_images(shown);
}

void FinishBatch::update_images(boost::json::array known) {
  const auto text = json_text(known);
  for (const auto& row : tx_.rows(sql::find_replaced_contents, {text})) {
    given_up_.emplace(row.text(0), row.text(1));
  }
  const auto updated = tx_.rows(sql::update_images, {text});
  for (const auto& row : updated) {
    image_ids_[{row.text(1), row.text(2), row.text(3)}] = row.integer(0);
  }
  if (updated.size() < known.size()) {
    tx_.give_up({ErrorCode::catalog_interrupted, "An image was deleted while it was imported."});
  }
}

void FinishBatch::note_lost_images(const std::map<ImageKey, const LiveFile*>& shown) {
  for (const auto& [key, file] : shown) {
    given_up_.erase({file->owner, file->blob()->sha256.hex()});
  }
  pixferry::note_lost_images(tx_, given_up_, now_ms_);
}

void FinishBatch::count_new_images(const SqlRows& inserted) {
  if (inserted.empty()) return;
  std::map<std::pair<std::string, std::string>, std::int64_t> totals;
  std::map<std::tuple<std::string, std::int64_t, std::string>, std::int64_t> buckets;
  for (const auto& row : inserted) {
    ++totals[{row.text(1), row.text(2)}];
    ++buckets[{row.text(1), image_bucket_of(row.integer(0)), row.text(2)}];
  }
  boost::json::array total_rows;
  for (const auto& [key, images] : totals) {
    total_rows.push_back({{"owner", key.first}, {"source", key.second}, {"images", images}});
  }
  boost::json::array bucket_rows;
  for (const auto& [key, images] : buckets) {
    const auto& [owner, bucket, source] = key;
    bucket_rows.push_back(
        {{"owner", owner}, {"bucket", bucket}, {"source", source}, {"images", images}});
  }
  tx_.run(sql::add_to_image_totals, {json_text(total_rows)});
  tx_.run(sql::add_to_image_buckets, {json_text(bucket_rows)});
}

}  // namespace pixferry
