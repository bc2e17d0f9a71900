#include "pipeline/catalog/sqlite/sqlite_dialect.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace pixferry {
namespace {

struct Word {
  std::string_view name;
  std::string_view text;
};

constexpr std::array kPlainWords{
    Word{"for_update", ""},
    Word{"skip_locked", ""},
    Word{"create_schema", ""},
    Word{"close_schema", ""},
    Word{"often_updated", ""},
    Word{"bigint", "INTEGER"},
    Word{"real", "REAL"},
    Word{"timestamp", "INTEGER"},
    // AUTOINCREMENT: an id that was deleted is never given again, so an old lease stays old.
    Word{"identity", "INTEGER PRIMARY KEY AUTOINCREMENT"},
    Word{"strict", "STRICT"},
};

std::string json_rows(std::string_view arguments) {
  const auto parts = split_arguments(arguments, ';');
  std::string columns;
  for (const auto& column : split_arguments(parts.at(1), ',')) {
    const auto name = column.substr(0, column.find(' '));
    columns +=
        fmt::format("{}json_extract(value, '$.{}') AS {}", columns.empty() ? "" : ", ", name, name);
  }
  return fmt::format("(SELECT {} FROM json_each({}))", columns, parts.at(0));
}

}  // namespace

std::string SqliteDialect::expand_word(std::string_view word, std::string_view arguments) const {
  for (const auto& plain : kPlainWords) {
    if (plain.name == word) return std::string{plain.text};
  }
  // A foreign key is looked up by the primary key, whatever else there is.
  if (word == "reorder_unique") return "";
  if (word == "now" || word == "at" || word == "ms") return std::string{arguments};
  if (word == "lower") return fmt::format("lower({})", arguments);
  if (word == "rows") return json_rows(arguments);
  if (word == "references") return fmt::format("REFERENCES {}", arguments);
  const auto parts = split_arguments(arguments, ',');
  if (word == "plus_ms") return fmt::format("({} + {})", parts.at(0), parts.at(1));
  if (word == "index_on") return fmt::format("pixferry.{} ON {}", parts.at(0), parts.at(1));
  throw std::logic_error{fmt::format("no SQL word @{}", word)};
}

}  // namespace pixferry
