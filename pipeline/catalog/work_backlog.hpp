#pragma once

#include <cstdint>
#include <optional>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/time.hpp"

namespace pixferry {

/// What is still to be done of all jobs that are being processed, whoever owns them.
struct WorkBacklog {
  std::int64_t files = 0;           ///< found and not ended
  std::optional<Timestamp> oldest;  ///< when the first job with work left was asked for
};

/// Thread-safe. Errors: `catalog_*`, `stopped`.
class WorkBacklogReader {
 public:
  explicit WorkBacklogReader(Database& database) : database_(database) {}

  Result<WorkBacklog> read(const Context& context);

 private:
  Database& database_;
};

}  // namespace pixferry
