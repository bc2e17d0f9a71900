#include "pipeline/catalog/image_place.hpp"

#include "pipeline/catalog/image_bucket.hpp"
#include "pipeline/catalog/queries.hpp"

#include <limits>

namespace pixferry {
namespace {

using Edge = std::numeric_limits<std::int64_t>;

/// Full buckets would be enough; where images were deleted there are more.
std::int64_t buckets_for(std::int64_t images) {
  return images / kImagesPerBucket + 2;
}

std::optional<ImagePlace> from_newest(Statements& tx, const CountedImages& images,
                                      std::int64_t offset) {
  std::int64_t above = 0;
  for (std::int64_t edge = Edge::max();;) {
    const auto rows = tx.rows(sql::read_newest_buckets,
                              {images.owner, images.source, edge, buckets_for(offset - above)});
    if (rows.empty()) return std::nullopt;
    for (const auto& row : rows) {
      edge = row.integer(0);
      if (above + row.integer(1) > offset) return ImagePlace{edge, above};
      above += row.integer(1);
    }
  }
}

std::optional<ImagePlace> from_oldest(Statements& tx, const CountedImages& images,
                                      std::int64_t offset) {
  std::int64_t above = images.total;
  for (std::int64_t edge = Edge::min();;) {
    const auto rows = tx.rows(sql::read_oldest_buckets,
                              {images.owner, images.source, edge, buckets_for(above - offset)});
    if (rows.empty()) return std::nullopt;
    for (const auto& row : rows) {
      edge = row.integer(0);
      above -= row.integer(1);
      if (above <= offset) return ImagePlace{edge, above};
    }
  }
}

}  // namespace

std::optional<ImagePlace> find_image_place(Statements& tx, const CountedImages& images,
                                           std::int64_t offset) {
  if (offset < 0 || offset >= images.total) return std::nullopt;
  return offset > images.total / 2 ? from_oldest(tx, images, offset)
                                   : from_newest(tx, images, offset);
}

}  // namespace pixferry
