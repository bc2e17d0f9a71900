#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "pipeline/catalog/postgres/postgres_dialect.hpp"
#include "pipeline/model/limits.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

struct PostgresConfig {
  Secret url;           ///< DATABASE_URL: postgresql://user:password@host:port/database
  std::string ca_file;  ///< DATABASE_CA_FILE: PEM; the server must prove itself by it

  std::size_t connections_max = 16;
  std::chrono::milliseconds connect_max = Limits{}.connect_seconds_max;
  /// For a transaction as a whole, where the caller's context ends no earlier.
  std::chrono::milliseconds transaction_max = Limits{}.catalog_seconds_max;
  /// What the server itself bounds, should we be gone.
  std::chrono::milliseconds statement_max = Limits{}.catalog_seconds_max;
  std::chrono::milliseconds lock_max{5'000};
  /// A process that froze keeps its locks for so long; one that lives ends its transactions by then.
  std::chrono::milliseconds idle_in_transaction_max = Limits{}.catalog_seconds_max;
  /// A connection that lay idle for longer is asked whether it still lives before it is lent.
  std::chrono::milliseconds idle_unchecked_max{10'000};
  std::chrono::milliseconds check_max{2'000};

  TimeSource time_source = TimeSource::database;
};

}  // namespace pixferry
