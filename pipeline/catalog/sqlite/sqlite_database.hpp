#pragma once

#include <memory>
#include <string>

#include "pipeline/catalog/database.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// A catalog in one file, for one process: WAL, synchronous=FULL, one writer at a time, several
/// readers beside it. The file is attached as schema `pixferry`, so the SQL is that of PostgreSQL.
class SqliteDatabase final : public Database {
 public:
  /// ":memory:" makes one that lives as long as the object, for tests; its readers take turns with
  /// the writer. Errors: `catalog_unavailable` for a file that cannot be opened or written.
  static Result<std::unique_ptr<SqliteDatabase>> open(const std::string& path);
  /// The same, with deadlines measured on the given clock. With Access::read the file must exist,
  /// may be in use by another process, and every begin() to write is refused.
  static Result<std::unique_ptr<SqliteDatabase>> open(const std::string& path, const Clock& clock,
                                                      Access access);
  ~SqliteDatabase() override;

  Result<std::unique_ptr<Transaction>> begin(const Context& context, Access access) override;
  Result<> run_script(Transaction& transaction, std::string_view script) override;

 private:
  struct Connections;
  explicit SqliteDatabase(std::unique_ptr<Connections> connections);
  std::unique_ptr<Connections> connections_;
};

}  // namespace pixferry
