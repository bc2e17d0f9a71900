#include "pipeline/catalog/image_deletion.hpp"

#include "pipeline/catalog/blob_references.hpp"
#include "pipeline/catalog/image_bucket.hpp"
#include "pipeline/catalog/queries.hpp"

#include <algorithm>
#include <map>

namespace pixferry {
namespace {

std::string json_of(std::span<const ImageId> images) {
  boost::json::array rows;
  for (const auto image : images) rows.push_back(boost::json::object{{"image_id", image.value}});
  return json_text(rows);
}

void take_from_totals(Statements& tx, const std::string& owner, const SqlRows& deleted) {
  std::map<std::string, std::int64_t> totals;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> buckets;
  for (const auto& row : deleted) {
    ++totals[row.text(1)];
    ++buckets[{image_bucket_of(row.integer(0)), row.text(1)}];
  }
  boost::json::array total_rows;
  for (const auto& [source, images] : totals) {
    total_rows.push_back({{"of_source", source}, {"gone_images", images}});
  }
  boost::json::array bucket_rows;
  for (const auto& [key, images] : buckets) {
    bucket_rows.push_back(
        {{"of_bucket", key.first}, {"of_source", key.second}, {"gone_images", images}});
  }
  tx.run(sql::take_from_image_totals, {owner, json_text(total_rows)});
  tx.run(sql::take_from_image_buckets, {owner, json_text(bucket_rows)});
  tx.run(sql::drop_empty_image_buckets, {owner, json_text(bucket_rows)});
}

}  // namespace

std::vector<ImageId> delete_images(Statements& tx, const std::string& owner,
                                   std::span<const ImageId> images, std::int64_t now_ms) {
  const auto wanted = json_of(images);
  BlobIds shown;
  for (const auto& row : tx.rows(sql::find_image_contents, {owner, wanted})) {
    shown.emplace(row.text(0), row.text(1));
  }
  // Before the images, in the order in which an import takes them.
  lock_blobs(tx, shown);
  const auto deleted = tx.rows(sql::delete_images, {owner, wanted});
  if (deleted.empty()) return {};
  take_from_totals(tx, owner, deleted);
  BlobIds given_up;
  std::vector<ImageId> ids;
  for (const auto& row : deleted) {
    given_up.emplace(owner, row.text(2));
    ids.push_back(ImageId{row.integer(0)});
  }
  note_lost_images(tx, given_up, now_ms);
  std::ranges::sort(ids);
  return ids;
}

}  // namespace pixferry
