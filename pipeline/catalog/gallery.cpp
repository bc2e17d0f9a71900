#include "pipeline/catalog/gallery.hpp"

#include "pipeline/catalog/blob_row.hpp"
#include "pipeline/catalog/image_bucket.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <limits>

namespace pixferry {
namespace {

namespace bj = boost::json;

/// Where a page begins: so many rows below all ids that are smaller than `end`.
struct PageStart {
  std::int64_t end = std::numeric_limits<std::int64_t>::max();
  std::int64_t offset = 0;
};

SqlValue optional_text(std::optional<SourceKind> source) {
  return source ? SqlValue{std::string{name(*source)}} : SqlValue{};
}

Image image_from(const SqlRow& row) {
  return {.id = ImageId{row.integer(0)},
          .source = source_kind_named(row.text(1)).value(),
          .source_file_id = row.text(2),
          .name = row.text(3),
          .path = row.text(4),
          .blob = blob_from(row, 5),
          .created_at = from_milliseconds(row.integer(9))};
}

/// Skipping rows one by one costs time in proportion to the depth; whole buckets are added up.
PageStart find_start(Statements& tx, const std::string& owner, const SqlValue& source,
                     std::int64_t offset) {
  if (offset < kImagesPerBucket) return {.offset = offset};
  const auto bucket = tx.row(sql::find_image_bucket, {owner, source, offset});
  if (!bucket) return {.offset = offset};
  return {image_bucket_end(bucket->integer(0)), offset - bucket->integer(1)};
}

}  // namespace

Gallery::Gallery(Database& database) : database_(database) {}

Result<ImagePage> Gallery::page(const Context& context, std::string_view owner,
                                std::optional<SourceKind> source, std::int64_t page, int limit) {
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<ImagePage> {
    const std::string of_owner{owner};
    const auto of_source = optional_text(source);
    ImagePage result;
    const auto total = tx.row(sql::read_image_total, {of_owner, of_source});
    if (total) result.total = total->integer(0);
    // In this order no product can overflow.
    if (limit < 1 || page < 1 || page - 1 >= (result.total + limit - 1) / limit) return result;
    const auto start = find_start(tx, of_owner, of_source, (page - 1) * limit);
    const auto rows = source
                          ? tx.rows(sql::read_images_of_source,
                                    {of_owner, start.end, limit, start.offset, of_source})
                          : tx.rows(sql::read_images, {of_owner, start.end, limit, start.offset});
    for (const auto& row : rows) result.images.push_back(image_from(row));
    return result;
  });
}

Result<std::int64_t> Gallery::count_known(const Context& context, std::string_view owner,
                                          SourceKind source, std::span<const SourceFile> files) {
  bj::array wanted;
  for (const auto& file : files) {
    if (file.revision.empty()) continue;
    wanted.push_back(bj::object{{"source_file_id", file.id}, {"revision", file.revision}});
  }
  if (wanted.empty()) return std::int64_t{0};
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<std::int64_t> {
    const auto counted = tx.row(sql::count_known_images,
                                {std::string{owner}, std::string{name(source)}, json_text(wanted)});
    return counted ? counted->integer(0) : std::int64_t{0};
  });
}

Result<std::vector<Blob>> Gallery::blobs(const Context& context, std::string_view owner,
                                         const ObjectKey& after, int limit) {
  using Blobs = std::vector<Blob>;
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Blobs> {
    Blobs blobs;
    for (const auto& row : tx.rows(sql::read_blobs, {std::string{owner}, after.text, limit})) {
      blobs.push_back(blob_from(row, 0));
    }
    return blobs;
  });
}

}  // namespace pixferry
