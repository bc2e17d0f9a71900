#pragma once

#include <memory>

#include "pipeline/content/image_inspector.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry {

/// The processes that look into images, as many as there are cores; none with THUMBNAILS=off. The
/// clock must outlive them. Error: `storage_unavailable`.
Result<std::unique_ptr<ImageInspector>> make_image_inspector(const Config& config,
                                                             const Clock& clock);

}  // namespace pixferry
