#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/catalog/database.hpp"

namespace pixferry {

/// The statements of one transaction. The first error sticks: what follows runs nothing and finds
/// no rows, and transact() answers that error whatever the work made of the missing rows. So a
/// sequence of statements is checked once, at its end.
class Statements {
 public:
  explicit Statements(Transaction& transaction) : transaction_(transaction) {}

  SqlRows rows(std::string_view sql, std::initializer_list<SqlValue> parameters);
  SqlRows rows(std::string_view sql, std::span<const SqlValue> parameters);
  /// The first row, if there is one.
  std::optional<SqlRow> row(std::string_view sql, std::initializer_list<SqlValue> parameters);
  void run(std::string_view sql, std::initializer_list<SqlValue> parameters);
  /// Gives the transaction up for a reason of our own.
  void give_up(Error error);
  const std::optional<Error>& error() const { return error_; }

 private:
  Transaction& transaction_;
  std::optional<Error> error_;
};

/// One try of transact().
template <class Work>
auto transact_once(Database& database, const Context& context, Access access, Work& work)
    -> decltype(work(std::declval<Statements&>())) {
  auto transaction = database.begin(context, access);
  if (!transaction) return transaction.error();
  Statements statements{**transaction};
  auto result = work(statements);
  if (statements.error()) return *statements.error();
  if (!result) return result;
  if (auto committed = (*transaction)->commit(); !committed) return committed.error();
  return result;
}

/// How often a transaction is tried that its engine breaks off.
inline constexpr int kTransactionTriesMax = 4;

/// Runs `work(Statements&)`, which returns a Result, in one transaction and commits what it did. An
/// Error of its own rolls everything back. Where the engine breaks the transaction off, the work
/// runs once more, so it must change nothing outside; at the last try the error is
/// `catalog_unavailable`.
template <class Work>
auto transact(Database& database, const Context& context, Access access, Work work)
    -> decltype(work(std::declval<Statements&>())) {
  for (int tries = 1;; ++tries) {
    auto result = transact_once(database, context, access, work);
    if (result || result.error().code != ErrorCode::catalog_interrupted) return result;
    if (tries == kTransactionTriesMax) {
      return Error{ErrorCode::catalog_unavailable, result.error().message};
    }
  }
}

/// Bulk rows as the one parameter that `@rows` reads.
std::string json_text(const boost::json::array& rows);

/// The value, or JSON's null.
boost::json::value json_or_null(const std::optional<std::int64_t>& value);
boost::json::value json_or_null(const std::optional<std::string>& value);

}  // namespace pixferry
