#pragma once

#include <memory>

#include "pipeline/content/image_inspector.hpp"
#include "pipeline/content/inspect/inspector_options.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry {

/// How images are looked into: by this program, in as many processes as there are cores, which
/// share half of the machine's memory.
InspectorOptions inspector_options(const Config& config);

/// The processes that look into images; none with THUMBNAILS=off. The clock must outlive them.
/// Error: `inspector_unavailable`.
Result<std::unique_ptr<ImageInspector>> make_image_inspector(const Config& config,
                                                             const Clock& clock);

}  // namespace pixferry
