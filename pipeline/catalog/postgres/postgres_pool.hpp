#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "pipeline/catalog/postgres/postgres_connection.hpp"

namespace pixferry {

/// Lends connections, at most so many at once, opened when they are first needed. Thread-safe.
class PostgresPool {
 public:
  PostgresPool(const PostgresConfig& config, const Clock& clock);

  struct Loan {
    std::unique_ptr<PostgresConnection> connection;
    /// It was used before, and may have died since.
    bool is_used = false;
  };
  /// Waits for its turn. Errors: `stopped`; `catalog_unavailable` when the deadline passes first or
  /// no connection can be opened.
  Result<Loan> borrow(const Context& context);
  /// A fresh connection in place of one that turned out dead; the loan goes on. After an Error the
  /// loan holds nothing and must still be given back.
  Result<> replace(const Context& context, Loan& loan);
  /// One that is dead, or none, makes room for a fresh one.
  void give_back(Loan loan);

  const PostgresConfig& config() const { return config_; }
  const Clock& clock() const { return clock_; }

 private:
  struct Idle {
    std::unique_ptr<PostgresConnection> connection;
    Instant since;
  };
  Result<Loan> take_turn(const Context& context);
  bool is_well(const Context& context, PostgresConnection& connection) const;

  PostgresConfig config_;
  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable_any returned_;
  std::size_t lent_ = 0;
  std::vector<Idle> idle_;
};

}  // namespace pixferry
