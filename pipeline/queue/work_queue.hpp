#pragma once

#include <optional>

#include "pipeline/model/ids.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

enum class WorkKind { listing, files };

/// "Job J has folders to list", or "files to import". A hint: the catalog decides whether it is so.
struct Work {
  JobId job;
  WorkKind kind = WorkKind::files;
  auto operator<=>(const Work&) const = default;
};

/// A first-in first-out queue of hints, which makes a round robin over jobs: whoever pops a token
/// and leaves work behind pushes it back to the tail. Thread-safe. It may lose, repeat or reorder
/// tokens without harm. A token that already waits is not added a second time.
struct WorkQueue {
  virtual ~WorkQueue() = default;
  /// Error: the queue cannot be reached; the housekeeper announces the work later.
  virtual Result<> push(const Work& work) = 0;
  /// The next token of that kind; nothing when the context is stopped or its deadline passes.
  virtual Result<std::optional<Work>> pop(const Context& context, WorkKind kind) = 0;
};

}  // namespace pixferry
