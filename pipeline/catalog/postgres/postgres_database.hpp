#pragma once

#include <memory>

#include "pipeline/catalog/database.hpp"
#include "pipeline/catalog/postgres/postgres_config.hpp"
#include "pipeline/platform/clock.hpp"

namespace pixferry {

/// A catalog on a PostgreSQL server, for any number of processes. Reads are REPEATABLE READ, READ
/// ONLY; writes of both kinds READ COMMITTED and durable as the server is set up. Each transaction
/// brings its own time limits, and nothing outlives it on the server, so a pooler in transaction
/// mode may stand between.
///
/// A connection that was lost before COMMIT was sent gives `catalog_interrupted`: nothing happened.
/// One that was lost during COMMIT gives `catalog_unavailable`: whether it happened is unknown.
class PostgresDatabase final : public Database {
 public:
  /// Connects once, so that a wrong address is told at the start. Errors: `invalid_configuration`
  /// for what is no URL; `catalog_unavailable`, naming DATABASE_URL and the cure; `stopped`.
  static Result<std::unique_ptr<PostgresDatabase>> open(const Context& context,
                                                        const PostgresConfig& config,
                                                        const Clock& clock);
  ~PostgresDatabase() override;

  Result<std::unique_ptr<Transaction>> begin(const Context& context, Access access) override;
  /// Takes as long as the context of begin() allows: a migration is no everyday statement.
  Result<> run_script(Transaction& transaction, std::string_view script) override;

 private:
  struct Connections;
  explicit PostgresDatabase(std::unique_ptr<Connections> connections);
  std::unique_ptr<Connections> connections_;
};

}  // namespace pixferry
