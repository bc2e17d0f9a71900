#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/ids.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/model/source_kind.hpp"
#include "pipeline/model/time.hpp"

namespace pixferry {

enum class ImageOrder {
  newest,        ///< what came last first
  oldest,        ///< what came first first
  taken_newest,  ///< by the time of capture; an image without one counts as taken when it came
  taken_oldest,
  name  ///< by the first hundred characters of the name; ASCII letters without their case
};

/// "taken_newest"
std::string_view name(ImageOrder order);
std::optional<ImageOrder> image_order_named(std::string_view text);

/// Which images are asked for, and in which order; what is not set is not looked at.
struct ImageSelection {
  std::optional<SourceKind> source = std::nullopt;
  std::optional<JobId> job = std::nullopt;  ///< that found it: imported it, or met it again
  std::string name_part = {};               ///< stands in the name; ASCII letters in either case
  std::optional<ImageType> type = std::nullopt;
  /// Only images with a time of capture from the first moment on, and before the second; a time
  /// without its offset counts as UTC.
  std::optional<Timestamp> taken_from = std::nullopt;
  std::optional<Timestamp> taken_before = std::nullopt;
  ImageOrder order = ImageOrder::newest;

  /// Whether all images of a source, or of all, are asked for.
  bool is_whole() const {
    return !job && name_part.empty() && !type && !taken_from && !taken_before;
  }
};

}  // namespace pixferry
