#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/catalog/image_selection.hpp"

namespace pixferry {

/// A place in a list of images: behind the image with this id, and with this time or name where the
/// list is in that order.
struct ImageCursor {
  std::int64_t id = 0;
  std::int64_t timeline_ms = 0;
  std::string name_key = {};

  static ImageCursor of(const Image& image, ImageOrder order);
  /// Takes what text() gave for that order, and nothing else.
  static std::optional<ImageCursor> parse(std::string_view text, ImageOrder order);
  /// "4711", "1700000000000.4711" or "696d675f312e6a7067.4711": fit for a URL as it is.
  std::string text(ImageOrder order) const;

 private:
  bool take_key(std::string_view key, ImageOrder order);
};

/// What images are ordered by when they are by name, as the catalog's index holds it.
std::string name_key_of(std::string_view name);

}  // namespace pixferry
