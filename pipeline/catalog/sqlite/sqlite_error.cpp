#include "pipeline/catalog/sqlite/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace pixferry {

Error classify_sqlite(int extended_code, const std::string& path, std::string_view detail) {
  const auto unavailable = [&](std::string_view what, std::string_view cure) {
    return Error{ErrorCode::catalog_unavailable,
                 fmt::format("The catalog {} {} ({}); {}", path, what, detail, cure)};
  };
  switch (extended_code & 0xFF) {
    case SQLITE_FULL:
      return {ErrorCode::storage_full,
              fmt::format("There is no room left for the catalog {} ({}); free some disk space.",
                          path, detail)};
    case SQLITE_CONSTRAINT:
      return {ErrorCode::catalog_conflict,
              fmt::format("The catalog {} refused a row: {}.", path, detail)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return unavailable("is locked by another process", "stop it, or wait until it is done.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return unavailable("cannot be written", "give this user write access to it and its folder.");
    case SQLITE_CANTOPEN:
      return unavailable("cannot be opened", "check that its folder exists and may be written.");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return unavailable("is damaged or is no SQLite database",
                         "restore it from a backup, or move it away to begin anew.");
    case SQLITE_IOERR: return unavailable("cannot be read or written", "check the disk below it.");
    case SQLITE_NOMEM:
      return unavailable("found no memory to work with", "give the process more memory.");
    default:
      return {ErrorCode::internal,
              fmt::format("The catalog {} refused a statement ({}, SQLite code {}).", path, detail,
                          extended_code)};
  }
}

}  // namespace pixferry
