#pragma once

#include "pipeline/catalog/dialect.hpp"

namespace pixferry {

/// Whose clock decides what is due. With `database` the time that a statement is passed is ignored,
/// so workers whose clocks are wrong neither take work early nor hold it for long. Tests that set
/// the time by hand pass it as `caller`.
enum class TimeSource { database, caller };

/// PostgreSQL 14 and later: times are timestamptz in whole milliseconds, rows are locked, all
/// tables stand in the schema `pixferry`.
class PostgresDialect final : public Dialect {
 public:
  explicit PostgresDialect(TimeSource time_source) : time_source_(time_source) {}
  std::string expand_word(std::string_view word, std::string_view arguments) const override;

 private:
  TimeSource time_source_;
};

}  // namespace pixferry
