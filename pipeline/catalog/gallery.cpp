#include "pipeline/catalog/gallery.hpp"

#include "pipeline/catalog/blob_row.hpp"
#include "pipeline/catalog/image_bucket.hpp"
#include "pipeline/catalog/image_place.hpp"
#include "pipeline/catalog/image_statement.hpp"
#include "pipeline/catalog/queries.hpp"
#include "pipeline/catalog/statements.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <limits>

namespace pixferry {
namespace {

namespace bj = boost::json;

SqlValue optional_text(std::optional<SourceKind> source) {
  return source ? SqlValue{std::string{name(*source)}} : SqlValue{};
}

/// Skipping rows one by one costs time in proportion to the depth; whole buckets are added up.
ImageRange newest_range(Statements& tx, const CountedImages& images, ImageRange range) {
  if (range.offset < kImagesPerBucket) return range;
  const auto place = find_image_place(tx, images, range.offset);
  if (!place) return range;
  range.after = ImageCursor{.id = image_bucket_end(place->bucket)};
  range.offset -= place->newer_than_bucket;
  return range;
}

/// A page without its images: how many there are in all.
ImagePage counted(Statements& tx, const std::string& owner, const ImageSelection& selection) {
  ImagePage page;
  if (selection.is_whole()) {
    const auto total = tx.row(sql::read_image_total, {owner, optional_text(selection.source)});
    if (total) page.total = total->integer(0);
    return page;
  }
  const auto count = count_images(owner, selection, kCountedImagesMax + 1);
  const auto rows = tx.rows(count.text, count.parameters);
  const auto found = rows.empty() ? 0 : rows.front().integer(0);
  page.total = std::min(found, kCountedImagesMax);
  page.total_is_exact = found <= kCountedImagesMax;
  return page;
}

struct PageShape {
  ImageOrder order;
  int limit;
};

/// Fills the page; one row more than its limit tells that there is another.
void add_images(Statements& tx, const ImageStatement& statement, ImagePage& page, PageShape shape) {
  for (const auto& row : tx.rows(statement.text, statement.parameters)) {
    if (std::ssize(page.images) == shape.limit) {
      page.next_cursor = ImageCursor::of(page.images.back(), shape.order).text(shape.order);
      return;
    }
    page.images.push_back(image_from(row));
  }
}

constexpr std::int64_t kPlacesPerRead = 5000;

ImageCursor cursor_behind(const SqlRow& place) {
  return {.id = place.integer(0), .timeline_ms = place.integer(2), .name_key = place.text(3)};
}

/// Adds the images of some rows to the layout.
void add_places(const SqlRows& places, ImageOrder order, ImageLayout& layout,
                std::optional<ImageCursor>& last) {
  for (const auto& place : places) {
    if (std::ssize(layout.aspects) % kImagesPerChunk == 0) {
      layout.anchors.push_back(last ? last->text(order) : "");
    }
    const auto aspect = place.optional_integer(1).value_or(0);
    layout.aspects.push_back(static_cast<std::int32_t>(
        std::min<std::int64_t>(aspect, std::numeric_limits<std::int32_t>::max())));
    last = cursor_behind(place);
  }
}

}  // namespace

Gallery::Gallery(Database& database) : database_(database) {}

Result<ImagePage> Gallery::page(const Context& context, std::string_view owner,
                                const ImageSelection& selection, std::int64_t page, int limit) {
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<ImagePage> {
    const std::string of_owner{owner};
    auto result = counted(tx, of_owner, selection);
    // In this order no product can overflow. What was not counted to the end may go on.
    const auto pages = (result.total + limit - 1) / std::max(limit, 1);
    if (limit < 1 || page < 1 || page - 1 >= pages) return result;
    const auto offset = (page - 1) * limit;
    ImageRange range{.after = std::nullopt, .offset = offset, .limit = limit};
    if (selection.is_whole() && selection.order == ImageOrder::newest) {
      const auto source = optional_text(selection.source);
      range = newest_range(tx, {of_owner, source, result.total}, range);
    }
    add_images(tx, read_images(of_owner, selection, range.and_one_more()), result,
               {selection.order, limit});
    return result;
  });
}

Result<ImagePage> Gallery::page_after(const Context& context, std::string_view owner,
                                      const ImageSelection& selection, std::string_view cursor,
                                      int limit) {
  const auto after = ImageCursor::parse(cursor, selection.order);
  if (!after) {
    return Error{ErrorCode::invalid_request,
                 "The cursor is none that this list has given in this order."};
  }
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<ImagePage> {
    const std::string of_owner{owner};
    auto result = counted(tx, of_owner, selection);
    const ImageRange range{.after = after, .offset = 0, .limit = limit};
    add_images(tx, read_images(of_owner, selection, range.and_one_more()), result,
               {selection.order, limit});
    return result;
  });
}

Result<std::optional<Image>> Gallery::image(const Context& context, std::string_view owner,
                                            ImageId id) {
  using Found = std::optional<Image>;
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<Found> {
    const auto statement = read_image(std::string{owner}, id);
    const auto rows = tx.rows(statement.text, statement.parameters);
    return rows.empty() ? Found{} : Found{image_from(rows.front())};
  });
}

Result<ImageLayout> Gallery::layout(const Context& context, std::string_view owner,
                                    const ImageSelection& selection) {
  return transact(database_, context, Access::read, [&](Statements& tx) -> Result<ImageLayout> {
    ImageLayout layout;
    std::optional<ImageCursor> last;
    // In parts, so that only a few rows are held at a time.
    while (std::ssize(layout.aspects) < kLayoutImagesMax) {
      const auto statement = read_image_places(
          std::string{owner}, selection, {.after = last, .offset = 0, .limit = kPlacesPerRead});
      const auto places = tx.rows(statement.text, statement.parameters);
      add_places(places, selection.order, layout, last);
      if (std::ssize(places) < kPlacesPerRead) return layout;
    }
    layout.is_complete = false;
    return layout;
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
