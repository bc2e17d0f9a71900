#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "pipeline/catalog/sqlite/sqlite_connection.hpp"
#include "pipeline/platform/clock.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

/// Lends connections of one role, at most so many at once, opened when they are first needed.
/// Thread-safe. A pool of one is the lock that lets writers in one by one.
class SqlitePool {
 public:
  struct Plan {
    std::string path;
    SqliteConnection::Role role;
    std::size_t connections_max;
  };

  SqlitePool(Plan plan, const Clock& clock);

  /// Waits for its turn. Errors: `stopped`; `catalog_unavailable` when the deadline passes first or
  /// the file cannot be opened.
  Result<std::unique_ptr<SqliteConnection>> borrow(const Context& context);
  void give_back(std::unique_ptr<SqliteConnection> connection);
  const Clock& clock() const { return clock_; }

 private:
  Result<> wait_for_turn(std::unique_lock<std::mutex>& lock, const Context& context);

  Plan plan_;
  const Clock& clock_;
  std::mutex mutex_;
  std::condition_variable_any returned_;
  std::size_t lent_ = 0;
  std::vector<std::unique_ptr<SqliteConnection>> idle_;
};

}  // namespace pixferry
