#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/image.hpp"

namespace pixferry {

struct ImagePage {
  std::vector<Image> images;
  std::int64_t total = 0;
};

/// The images of an owner. Reads only; every method is one snapshot. Thread-safe.
class Gallery {
 public:
  explicit Gallery(Database& database);

  /// Page `page` (from 1) of `limit` images, newest first, with the exact total, which is kept, not
  /// counted. Past the end the list is empty.
  Result<ImagePage> page(const Context& context, std::string_view owner,
                         std::optional<SourceKind> source, std::int64_t page, int limit);

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
