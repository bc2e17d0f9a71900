#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/catalog/image_cursor.hpp"
#include "pipeline/catalog/image_selection.hpp"

namespace pixferry {

/// A statement that reads images, and its parameters. It is put together from fixed pieces, those
/// alone that a selection needs, so that each has the index it is read from; no value stands in the
/// text.
struct ImageStatement {
  std::string text;
  std::vector<SqlValue> parameters;
};

/// Where a part of a selection begins, and how many of its images it holds.
struct ImageRange {
  std::optional<ImageCursor> after = std::nullopt;
  std::int64_t offset = 0;  ///< images to skip from there on
  std::int64_t limit = 0;

  ImageRange and_one_more() const { return {after, offset, limit + 1}; }
};

/// Rows for image_from().
ImageStatement read_images(const std::string& owner, const ImageSelection& selection,
                           const ImageRange& range);
/// A row for image_from(), or none.
ImageStatement read_image(const std::string& owner, ImageId id);
/// One number: how many there are, counted no further than the limit.
ImageStatement count_images(const std::string& owner, const ImageSelection& selection,
                            std::int64_t limit);
/// Rows of id, aspect, time in the timeline and key of the name.
ImageStatement read_image_places(const std::string& owner, const ImageSelection& selection,
                                 const ImageRange& range);

Image image_from(const SqlRow& row);

}  // namespace pixferry
