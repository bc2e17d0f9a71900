#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "pipeline/catalog/database.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/config.hpp"
#include "pipeline/platform/directory_lock.hpp"

namespace pixferry {

/// A catalog that this process may write, and DATA_DIR where it lies in there.
struct TakenCatalog {
  std::optional<DirectoryLock> lock;
  std::unique_ptr<Database> database;
};

/// The catalog where the configuration keeps it, on PostgreSQL or in DATA_DIR, made if it is not
/// there and brought up to date. DATA_DIR is taken first: whoever does not hold it may not touch a
/// catalog in it. `purpose` is what others are told of who holds it. The clock must outlive the
/// database. Errors: `data_dir_in_use`, `schema_too_new`, `catalog_unavailable`,
/// `invalid_configuration`, `stopped`.
Result<TakenCatalog> take_catalog(const Context& context, const Config& config, const Clock& clock,
                                  std::string_view purpose);

/// The catalog for a command that only reads: nothing is created or migrated, no lock is taken, and
/// a running `pixferry serve` is not disturbed. Errors: `catalog_unavailable` (also where nothing
/// was imported yet), `schema_too_new`, `schema_too_old`.
Result<std::unique_ptr<Database>> open_catalog_for_reading(const Context& context,
                                                           const Config& config,
                                                           const Clock& clock);

}  // namespace pixferry
