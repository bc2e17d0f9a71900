#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pixferry {

/// The few words in which the engines differ. The SQL of the catalog is the subset that SQLite and
/// PostgreSQL share (CTEs, UPDATE … FROM, ON CONFLICT, RETURNING of plain column names, CAST, bulk
/// rows in one JSON parameter), with these words in between:
///
///   @now($1)             the present time: that of the engine's own clock if all processes share
///                        one, otherwise what the caller passes, in milliseconds
///   @at(expression)      the time so many milliseconds after 1970
///   @ms(expression)      a time in milliseconds
///   @plus_ms(time, ms)   a time later by so many milliseconds
///   @lower(text)         the text with ASCII letters in lower case; compared byte by byte
///   @rows($1; a bigint, b text)   the objects of a JSON array as a table; an alias must follow
///   @for_update, @skip_locked     row locks, after ORDER BY and LIMIT
///   @create_schema       makes the schema, held by nobody else until the transaction ends
///   @close_schema        leaves the schema to its owner alone
///   @index_on(name, table), @references(table)   in CREATE INDEX and in column constraints
///   @reorder_unique(table, a, b)  UNIQUE (a, b) of CREATE TABLE becomes UNIQUE (b, a), where the
///                                 order decides what the planner does
///   @bigint, @real, @timestamp, @identity        in CREATE TABLE
///   @strict, @often_updated                      behind it, in this order
///
/// Names that RETURNING gives must be unique over all tables of its statement (PostgreSQL).
struct Dialect {
  virtual ~Dialect() = default;
  /// The text that stands for `@word(arguments)`; `arguments` is already expanded, and empty where
  /// there are no parentheses. Throws std::logic_error for a word it does not know: that is a bug.
  virtual std::string expand_word(std::string_view word, std::string_view arguments) const = 0;
};

/// The statement in the engine's own SQL, without comments.
std::string expand(std::string_view sql, const Dialect& dialect);

/// The parts between the separators that stand outside parentheses, trimmed of blanks.
std::vector<std::string> split_arguments(std::string_view text, char separator);

}  // namespace pixferry
