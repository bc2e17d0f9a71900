#pragma once

#include <cstdint>

#include "pipeline/model/image.hpp"

namespace pixferry {

/// About how much memory drawing a photo of 12 megapixels takes. Progressive JPEG, HEIC and AVIF
/// hold the whole image, the others a part of it. Reads the file's head at most; its own offset
/// stays where it is.
std::int64_t decoding_memory_bytes(int file, ImageType type);

/// What all processes that draw may need together: half of this machine's memory.
std::int64_t decoding_memory_bytes_max();

}  // namespace pixferry
