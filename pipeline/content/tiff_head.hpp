#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "pipeline/model/image.hpp"

namespace pixferry {

/// Whether the first bytes are those of a TIFF file, and of which kind: DNG, NEF and ARW are TIFF
/// files that only the tags of their first directory tell apart. Where that directory lies behind
/// the head the answer is plain TIFF.
std::optional<ImageType> sniff_tiff(std::span<const std::byte> head);

}  // namespace pixferry
