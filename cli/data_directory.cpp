#include "cli/data_directory.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "pipeline/catalog/catalog.hpp"

namespace pixferry {

std::string catalog_path(const Config& config) {
  return config.data_dir + "/catalog.sqlite";
}

std::string objects_directory(const Config& config) {
  return config.data_dir + "/objects";
}

std::string spool_directory(const Config& config) {
  return config.data_dir + "/tmp";
}

Result<std::unique_ptr<SqliteDatabase>> open_catalog_for_reading(const Config& config,
                                                                 const Clock& clock) {
  const auto path = catalog_path(config);
  std::error_code failed;
  if (!std::filesystem::exists(path, failed) && !failed) {
    return Error{
        ErrorCode::catalog_unavailable,
        fmt::format("there is no catalog in {} yet: import a folder first, or let DATA_DIR "
                    "name the directory of an import",
                    config.data_dir)};
  }
  auto database = SqliteDatabase::open(path, clock, Access::read);
  if (!database) return database.error();
  if (auto current = check_schema(Context{}, **database); !current) return current.error();
  return database;
}

Result<std::unique_ptr<FolderStore>> open_objects_for_reading(const Config& config) {
  return FolderStore::open(objects_directory(config), config.public_url, FolderStore::Access::read);
}

}  // namespace pixferry
