#pragma once

#include <cstddef>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/image.hpp"

namespace pixferry {

/// The blob whose SHA-256, size, type and object key stand in a row from that column on.
inline Blob blob_from(const SqlRow& row, std::size_t first) {
  return {.sha256 = Sha256::from_hex(row.text(first)).value(),
          .size_bytes = row.integer(first + 1),
          .type = image_type_with_mime(row.text(first + 2)).value(),
          .key = {row.text(first + 3)}};
}

}  // namespace pixferry
