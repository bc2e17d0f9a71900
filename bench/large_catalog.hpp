#pragma once

#include <cstdint>

#include "pipeline/catalog/database.hpp"
#include "pipeline/model/ids.hpp"

namespace pixferry::bench {

/// Fills an empty catalog with one completed job of so many imported files, each with its image, as
/// importing them would. Throws std::runtime_error at the first error.
JobId fill_catalog(Database& database, std::int64_t images);

}  // namespace pixferry::bench
