#pragma once

#include <memory>
#include <string>

#include "pipeline/catalog/sqlite/sqlite_database.hpp"
#include "pipeline/object_store/folder_store.hpp"
#include "pipeline/platform/config.hpp"

namespace pixferry {

/// What lies where below DATA_DIR.
std::string catalog_path(const Config& config);
std::string objects_directory(const Config& config);
/// Where bodies wait that do not fit in memory.
std::string spool_directory(const Config& config);

/// The catalog for a command that only reads: nothing is created or migrated, no lock is taken, and
/// a running `pixferry serve` is not disturbed. The clock must outlive the database. Errors:
/// `catalog_unavailable` (also where nothing was imported yet, or the schema is an older one),
/// `schema_too_new`.
Result<std::unique_ptr<SqliteDatabase>> open_catalog_for_reading(const Config& config,
                                                                 const Clock& clock);

/// The objects for a command that only reads. Error: `storage_unavailable`.
Result<std::unique_ptr<FolderStore>> open_objects_for_reading(const Config& config);

}  // namespace pixferry
