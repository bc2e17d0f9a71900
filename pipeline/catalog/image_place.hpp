#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "pipeline/catalog/statements.hpp"

namespace pixferry {

/// Where the image with so many newer ones lies: in which bucket of ids, and how many lie above
/// that.
struct ImagePlace {
  std::int64_t bucket = 0;
  std::int64_t newer_than_bucket = 0;
};

/// Which images are counted, and how many there are in all.
struct CountedImages {
  const std::string& owner;
  const SqlValue& source;  ///< null: of all
  std::int64_t total = 0;
};

/// Adds up whole buckets, from the end that is nearer, and no more of them than it takes. Nothing
/// if there are not that many images.
std::optional<ImagePlace> find_image_place(Statements& tx, const CountedImages& images,
                                           std::int64_t offset);

}  // namespace pixferry
