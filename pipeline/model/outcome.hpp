#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>

#include "pipeline/model/error_code.hpp"
#include "pipeline/model/file.hpp"
#include "pipeline/model/image.hpp"
#include "pipeline/model/inspection.hpp"

namespace pixferry {

/// The object is stored and verified.
struct Imported {
  Blob blob;
  bool was_held = false;  ///< nothing was fetched: the same bytes were here before
  std::optional<ImageFacts> facts = std::nullopt;  ///< absent: nobody has looked into the bytes
};

/// There is nothing to import, by intent.
struct Skipped {
  ErrorCode reason;
  std::string detail;
};

/// The file ends without an image. A user may retry it.
struct Failed {
  ErrorCode reason;
  std::string detail;
};

/// Not now: the file goes back to pending and may be claimed again after `delay`.
struct Postponed {
  ErrorCode cause;
  std::string detail;
  std::chrono::milliseconds delay{0};
  /// Gives the attempt back: what happened (throttling, a drain) was not the file's fault.
  bool refund_attempt = false;
};

using Outcome = std::variant<Imported, Skipped, Failed, Postponed>;

/// One file's outcome on its way into the catalog.
struct FinishedFile {
  FileLease lease;
  Outcome outcome;
};

/// What the catalog made of it.
enum class Fate {
  recorded,
  stale,  ///< the token was old, or the job is cancelled or gone: nothing was changed
};

}  // namespace pixferry
