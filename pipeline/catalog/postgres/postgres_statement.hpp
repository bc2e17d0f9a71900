#pragma once

#include <span>
#include <string>
#include <vector>

#include "pipeline/catalog/database.hpp"

struct pg_conn;

namespace pixferry {

/// Types of columns and parameters by their fixed numbers.
/// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/include/catalog/pg_type.dat
constexpr unsigned kPostgresInt8 = 20;
constexpr unsigned kPostgresInt2 = 21;
constexpr unsigned kPostgresInt4 = 23;
constexpr unsigned kPostgresText = 25;
constexpr unsigned kPostgresFloat8 = 701;

/// One statement on its way to the server: its values as text, each with its type, so that the
/// server guesses none. Keeps references to the text and the parameters.
///
/// A process may freeze at any moment, and libpq hands a large statement to the socket in parts. In
/// the middle of a series of messages none of the server's timeouts runs: it would keep the locks
/// of the frozen process for good. Between two series its limit of idle transactions does run. So
/// what does not leave in one piece is parsed in a series of its own, in libpq's pipeline mode,
/// which costs no round trip.
class PostgresStatement {
 public:
  PostgresStatement(const std::string& text, std::span<const SqlValue> parameters);

  /// Without waiting; false where the connection is broken.
  bool send(pg_conn* connection) const;
  /// Series of messages that the server ends one by one; 0 for an ordinary query.
  int series() const { return is_large_ ? 2 : 0; }
  /// After the last answer: makes the connection ready for the next statement. False where it
  /// cannot be used again.
  bool end(pg_conn* connection) const;

 private:
  void add(unsigned type, const std::string* value);
  int count() const { return static_cast<int>(values_.size()); }

  const std::string& text_;
  std::vector<std::string> numbers_;
  std::vector<unsigned> types_;
  std::vector<const char*> values_;
  std::size_t bytes_;
  bool is_large_ = false;
};

}  // namespace pixferry
