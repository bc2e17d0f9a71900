#pragma once

#include <cstddef>
#include <span>

#include "pipeline/model/image.hpp"

namespace pixferry {

/// Whether a PNG, GIF or WebP file ends before its own structure does, though all pixels of its
/// first image may be there. The decoders of the other kinds say so themselves.
bool is_cut_short(std::span<const std::byte> file, ImageType type);

}  // namespace pixferry
