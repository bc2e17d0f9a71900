#pragma once

#include "pipeline/content/spool.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/model/inspection.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

/// Looks into an image: size, orientation, metadata, thumbnails, thumbhash. Thread-safe. The same
/// bytes give the same answer, however often they are shown. An error leaves nothing behind.
struct ImageInspector {
  virtual ~ImageInspector() = default;

  /// `type` is what sniff_image said of the finished spool. An image that can be stored but not
  /// drawn is no error: its facts say why. Errors: `damaged_image` (not even the header can be
  /// read), `too_many_pixels` (a side above 65,535 or above a gigapixel), `poison` (looking at it
  /// killed the inspecting process, or took longer than its time, twice), `inspector_unavailable`
  /// (no process could be started: no file's fault), `storage_unavailable` (the spool cannot be
  /// read), and what the context ends with: `stopped`, `timeout`.
  virtual Result<Inspection> inspect(const Context& context, const Spool& body, ImageType type) = 0;
};

}  // namespace pixferry
