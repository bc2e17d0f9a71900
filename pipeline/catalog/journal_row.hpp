#pragma once

#include <optional>
#include <string>

#include "pipeline/catalog/database.hpp"
#include "pipeline/catalog/journal.hpp"

namespace pixferry {

std::optional<Timestamp> optional_time(const SqlRow& row, std::size_t column);

/// The catalog holds only codes that this program wrote, unless a newer one did.
ErrorCode code_named(const std::string& text);

/// From the columns id, path, declared_bytes, state, reason, detail, attempts, image_id.
FileRecord file_record(const SqlRow& row);

/// The name of a value that a query may leave open.
template <class Value>
SqlValue optional_name(const std::optional<Value>& value) {
  return value ? SqlValue{std::string{name(*value)}} : SqlValue{};
}

}  // namespace pixferry
