#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pipeline/model/result.hpp"
#include "pipeline/platform/context.hpp"

namespace pixferry {

/// A parameter of a statement. Times go as milliseconds since 1970, hashes as hexadecimal text,
/// bulk rows as one JSON array.
using SqlValue = std::variant<std::monostate, std::int64_t, std::string, double>;

class SqlRow {
 public:
  explicit SqlRow(std::vector<SqlValue> cells) : cells_(std::move(cells)) {}
  bool is_null(std::size_t column) const {
    return std::holds_alternative<std::monostate>(cells_[column]);
  }
  std::int64_t integer(std::size_t column) const { return std::get<std::int64_t>(cells_[column]); }
  const std::string& text(std::size_t column) const {
    return std::get<std::string>(cells_[column]);
  }
  double real(std::size_t column) const { return std::get<double>(cells_[column]); }
  std::string text_or_empty(std::size_t column) const {
    return is_null(column) ? std::string{} : text(column);
  }
  std::optional<std::int64_t> optional_integer(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional{integer(column)};
  }
  std::optional<double> optional_real(std::size_t column) const {
    return is_null(column) ? std::nullopt : std::optional{real(column)};
  }

 private:
  std::vector<SqlValue> cells_;
};

using SqlRows = std::vector<SqlRow>;

/// One transaction. Destroyed uncommitted, it is rolled back. Used by one thread.
struct Transaction {
  virtual ~Transaction() = default;
  /// Runs one statement written in the common subset (`dialect.hpp`), with `$1`, `$2`, … bound to
  /// the parameters. After an Error only rolling back is left. Errors: `catalog_conflict`,
  /// `catalog_unavailable`, `catalog_interrupted`, `storage_full`, `stopped`.
  virtual Result<SqlRows> query(std::string_view sql, std::span<const SqlValue> parameters) = 0;
  /// When it succeeds, everything in it is durable, unless it is a `write_lease`. After
  /// `catalog_unavailable` it may be so too: the answer was lost.
  virtual Result<> commit() = 0;
};

/// `write_lease` is a write about who works on what. It means nothing once all workers are gone, so
/// an engine that dies with its one process may make it durable together with the next `write`.
enum class Access { read, write, write_lease };

/// A catalog's engine: SQLite embedded, PostgreSQL for several processes. Thread-safe.
struct Database {
  virtual ~Database() = default;
  /// A read sees one snapshot and never waits for a writer. Errors: `catalog_unavailable` (also
  /// when the context's deadline passes before it is our turn), `stopped`.
  virtual Result<std::unique_ptr<Transaction>> begin(const Context& context, Access access) = 0;
  /// Runs a migration's statements, separated by semicolons.
  virtual Result<> run_script(Transaction& transaction, std::string_view script) = 0;
};

}  // namespace pixferry
