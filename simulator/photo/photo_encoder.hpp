#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/model/result.hpp"
#include "simulator/photo/landscape.hpp"
#include "simulator/photo/photo_traits.hpp"

namespace pixferry::simulator {

using Bytes = std::vector<std::byte>;

/// Draws the landscape upright and encodes it the way a camera held like that would: turned by the
/// orientation, with EXIF for JPEG and WebP. Sets width and height of `traits`. Thread-safe.
/// Error: `internal`, with what the encoder said.
Result<Bytes> encode_photo(const LandscapePlan& plan, PhotoTraits& traits);

}  // namespace pixferry::simulator
