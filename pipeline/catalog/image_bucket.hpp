#pragma once

#include <cstdint>

namespace pixferry {

/// Images are counted by the thousand ids, so that a page far down is found by adding up a few
/// rows.
inline constexpr std::int64_t kImagesPerBucket = 1000;

constexpr std::int64_t image_bucket_of(std::int64_t image_id) {
  return image_id / kImagesPerBucket;
}

/// The first id above the bucket.
constexpr std::int64_t image_bucket_end(std::int64_t bucket) {
  return (bucket + 1) * kImagesPerBucket;
}

}  // namespace pixferry
