#pragma once

#include "pipeline/catalog/dialect.hpp"

namespace pixferry {

/// SQLite: times are integers, the one writer needs no row locks, and a schema is the attached
/// file.
class SqliteDialect final : public Dialect {
 public:
  std::string expand_word(std::string_view word, std::string_view arguments) const override;
};

}  // namespace pixferry
