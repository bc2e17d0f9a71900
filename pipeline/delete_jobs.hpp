#pragma once

#include "pipeline/catalog/disposal.hpp"

namespace pixferry {

/// Clears deleted jobs away, in transactions of bounded size between which others have their turn.
/// Any number of processes may do it at once, and each may die at any moment. Thread-safe.
class DeleteJobs {
 public:
  explicit DeleteJobs(Disposal& disposal) : disposal_(disposal) {}

  /// Until nothing is left of any, or the context ends. Error: the catalog's; the rest is left to
  /// the next call.
  Result<> run(const Context& context);

 private:
  Disposal& disposal_;
};

}  // namespace pixferry
