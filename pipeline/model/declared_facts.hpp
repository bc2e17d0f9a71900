#pragma once

#include <optional>

#include "pipeline/model/inspection.hpp"

namespace pixferry {

/// What the source says of an image without our having asked its bytes: a claim by a stranger. It
/// stands in for what nobody here can read, and never against what the bytes say.
struct DeclaredFacts {
  std::optional<PixelSize> size;   ///< as displayed
  std::optional<int> orientation;  ///< EXIF's 1 to 8; absent where nothing is said
  std::optional<CaptureTime> taken_at;
  Camera camera;
  std::optional<GpsPosition> position;  ///< only where KEEP_GPS is on
  bool operator==(const DeclaredFacts&) const = default;
};

/// What is declared and the bytes have not told: each number and text for itself, the size with its
/// orientation. Everything, where nobody has looked into the bytes.
DeclaredFacts beyond(const std::optional<ImageFacts>& seen, const DeclaredFacts& declared);

/// What is known of an image: what its bytes tell, and beyond that what the source declares.
ImageFacts known_facts(const std::optional<ImageFacts>& seen, const DeclaredFacts& declared);

}  // namespace pixferry
