#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/catalog/image_selection.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/image.hpp"

namespace pixferry {

/// One page of images. `next_cursor` is empty on the last.
struct ImagePage {
  std::vector<Image> images;
  std::int64_t total = 0;      ///< exact up to kCountedImagesMax, and of whole sources always
  bool total_is_exact = true;  ///< otherwise there are more
  std::string next_cursor = {};
};

/// How far the images of a selection are counted that is not the whole of a source.
inline constexpr std::int64_t kCountedImagesMax = 10'000;

/// What a gallery needs to know of all its images in order to give each its place.
struct ImageLayout {
  /// A thousand times width by height of each image, in their order; 0 where it is unknown.
  std::vector<std::int32_t> aspects;
  /// Where each chunk of kImagesPerChunk images begins, as a cursor for page_after(); that of the
  /// first is empty, for it begins at the beginning.
  std::vector<std::string> anchors;
  bool is_complete = true;  ///< otherwise there are more than kLayoutImagesMax
};

inline constexpr std::int64_t kImagesPerChunk = 500;
inline constexpr std::int64_t kLayoutImagesMax = 2'000'000;

/// The images of an owner. Reads only; every method is one snapshot. Thread-safe.
class Gallery {
 public:
  explicit Gallery(Database& database);

  /// Page `page` (from 1) of `limit` images. Past the end the list is empty. The total of a whole
  /// source, or of all, is kept, not counted, and newest first their pages are cheap however deep.
  Result<ImagePage> page(const Context& context, std::string_view owner,
                         const ImageSelection& selection, std::int64_t page, int limit);

  /// The `limit` images behind the one at which `next_cursor` of a page of this selection points:
  /// as cheap at the end as at the beginning. Error: `invalid_request` for a cursor that is none.
  Result<ImagePage> page_after(const Context& context, std::string_view owner,
                               const ImageSelection& selection, std::string_view cursor, int limit);

  /// Nothing if there is no such image of that owner.
  Result<std::optional<Image>> image(const Context& context, std::string_view owner, ImageId id);

  /// Takes four bytes of memory for each image, and a cursor for each chunk.
  Result<ImageLayout> layout(const Context& context, std::string_view owner,
                             const ImageSelection& selection);

  /// Every blob of the owner with a key above `after`, in the order of their keys: for those who
  /// re-read the objects.
  Result<std::vector<Blob>> blobs(const Context& context, std::string_view owner,
                                  const ObjectKey& after, int limit);

  /// How many of these files of a source have their image here, in the same revision.
  Result<std::int64_t> count_known(const Context& context, std::string_view owner,
                                   SourceKind source, std::span<const SourceFile> files);

 private:
  Database& database_;
};

}  // namespace pixferry
