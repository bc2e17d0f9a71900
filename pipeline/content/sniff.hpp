#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "pipeline/model/image.hpp"

namespace pixferry {

/// The image type that the first bytes (up to 4 KiB) show, or nothing: names and declared types are
/// never asked. SVG, PDF, PostScript, archives and text are no images here.
std::optional<ImageType> sniff_image(std::span<const std::byte> head);

/// Whether the first bytes look like a web page: a provider's error page in place of a file.
bool looks_like_html(std::span<const std::byte> head);

}  // namespace pixferry
