#pragma once

#include <string>
#include <vector>

#include "pipeline/catalog/database.hpp"

namespace pixferry {

/// A sentence for every row of the catalog that breaks an invariant: tallies and totals that are
/// not the recount of their rows, a finished job with work left, a file or an image that stands
/// twice, an image without its blob. Empty at any moment, whoever works meanwhile: one snapshot.
std::vector<std::string> inconsistencies(Database& database);

/// Fails the test for each of them.
void expect_consistent(Database& database);

/// The same for a SQLite catalog in a file, which another process may be using.
void expect_consistent(const std::string& path);

}  // namespace pixferry
