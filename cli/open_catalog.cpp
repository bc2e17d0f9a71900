#include "cli/open_catalog.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "cli/data_directory.hpp"
#include "pipeline/catalog/catalog.hpp"
#include "pipeline/catalog/postgres/postgres_database.hpp"
#include "pipeline/catalog/sqlite/sqlite_database.hpp"

namespace pixferry {
namespace {

using OpenedCatalog = Result<std::unique_ptr<Database>>;

/// What each engine's open() gives, as the port.
template <class Engine>
OpenedCatalog as_port(Result<std::unique_ptr<Engine>> opened) {
  if (!opened) return opened.error();
  return std::unique_ptr<Database>{*std::move(opened)};
}

OpenedCatalog open_postgres(const Context& context, const Config& config, const Clock& clock) {
  PostgresConfig postgres;
  postgres.url = config.database_url;
  postgres.ca_file = config.database_ca_file;
  return as_port(PostgresDatabase::open(context, postgres, clock));
}

OpenedCatalog open_sqlite_for_reading(const Config& config, const Clock& clock) {
  const auto path = catalog_path(config);
  std::error_code failed;
  if (!std::filesystem::exists(path, failed) && !failed) {
    return Error{
        ErrorCode::catalog_unavailable,
        fmt::format("there is no catalog in {} yet: import a folder first, or let DATA_DIR "
                    "name the directory of an import",
                    config.data_dir)};
  }
  return as_port(SqliteDatabase::open(path, clock, Access::read));
}

}  // namespace

Result<TakenCatalog> take_catalog(const Context& context, const Config& config, const Clock& clock,
                                  std::string_view purpose) {
  TakenCatalog taken;
  if (config.database_url.empty()) {
    auto lock = DirectoryLock::acquire(config.data_dir, std::string{purpose});
    if (!lock) return lock.error();
    taken.lock.emplace(*std::move(lock));
  }
  auto database = config.database_url.empty() ? as_port(SqliteDatabase::open(catalog_path(config)))
                                              : open_postgres(context, config, clock);
  if (!database) return database.error();
  taken.database = *std::move(database);
  SystemRandom random;
  if (auto current = migrate(context, *taken.database, random); !current) return current.error();
  return taken;
}

OpenedCatalog open_catalog_for_reading(const Context& context, const Config& config,
                                       const Clock& clock) {
  auto database = config.database_url.empty() ? open_sqlite_for_reading(config, clock)
                                              : open_postgres(context, config, clock);
  if (!database) return database;
  if (auto current = check_schema(context, **database); !current) return current.error();
  return database;
}

}  // namespace pixferry
