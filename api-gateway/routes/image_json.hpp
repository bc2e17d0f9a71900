#pragma once

#include <cstdint>
#include <string>

#include "api-gateway/routes/storage_url.hpp"
#include "pipeline/catalog/gallery.hpp"

namespace pixferry::routes {

struct PageNumbers {
  std::int64_t page = 1;
  std::int64_t limit = 20;
};

/// One image with all that is known of it.
std::string image_json(const Image& image, const StorageUrl& storage_url);

/// A page of the gallery as the specification shows it, with more keys on each image.
std::string image_page_json(const ImagePage& images, PageNumbers numbers,
                            const StorageUrl& storage_url);

/// The aspects and anchors of a whole selection, in two arrays.
std::string image_layout_json(const ImageLayout& layout);

/// "2026-01-31T10:00:00+02:00"; without an offset where the camera wrote none.
std::string local_time(const CaptureTime& taken);

}  // namespace pixferry::routes
