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

/// One image, as every answer that names images shows it.
std::string image_json(const Image& image, const StorageUrl& storage_url);

/// A page of the gallery as the specification shows it, with more keys on each image.
std::string image_page_json(const ImagePage& images, PageNumbers numbers,
                            const StorageUrl& storage_url);

}  // namespace pixferry::routes
