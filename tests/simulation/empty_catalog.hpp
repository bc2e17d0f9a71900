#pragma once

#include "pipeline/catalog/database.hpp"

namespace pixferry {

/// Removes every row, and lets ids begin anew, so that many runs may share a catalog in memory.
void empty_catalog(Database& catalog);

}  // namespace pixferry
