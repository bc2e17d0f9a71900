#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/content/decode/pixels.hpp"
#include "pipeline/model/result.hpp"

namespace pixferry {

/// The pixels as a lossy WebP that holds nothing else: no profile, no EXIF, no XMP. The same pixels
/// give the same bytes. Error: `internal`, libwebp refuses.
Result<std::vector<std::byte>> encode_webp(const Pixels& pixels);

}  // namespace pixferry
