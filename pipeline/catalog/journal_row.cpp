#include "pipeline/catalog/journal_row.hpp"

namespace pixferry {

std::optional<Timestamp> optional_time(const SqlRow& row, std::size_t column) {
  if (row.is_null(column)) return std::nullopt;
  return from_milliseconds(row.integer(column));
}

ErrorCode code_named(const std::string& text) {
  return error_code_named(text).value_or(ErrorCode::internal);
}

FileRecord file_record(const SqlRow& row) {
  FileRecord file{.id = FileId{row.integer(0)},
                  .path = row.text(1),
                  .size_bytes = row.optional_integer(2),
                  .state = file_state_named(row.text(3)).value(),
                  .reason = std::nullopt,
                  .detail = row.text(5),
                  .attempts = static_cast<int>(row.integer(6)),
                  .image = std::nullopt};
  if (!row.is_null(4)) file.reason = code_named(row.text(4));
  if (!row.is_null(7)) file.image = ImageId{row.integer(7)};
  return file;
}

}  // namespace pixferry
