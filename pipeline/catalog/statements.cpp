#include "pipeline/catalog/statements.hpp"

#include <boost/json/serialize.hpp>

namespace pixferry {

SqlRows Statements::rows(std::string_view sql, std::initializer_list<SqlValue> parameters) {
  return rows(sql, std::span{parameters.begin(), parameters.size()});
}

SqlRows Statements::rows(std::string_view sql, std::span<const SqlValue> parameters) {
  if (error_) return {};
  auto found = transaction_.query(sql, parameters);
  if (found) return std::move(*found);
  error_ = found.error();
  return {};
}

std::optional<SqlRow> Statements::row(std::string_view sql,
                                      std::initializer_list<SqlValue> parameters) {
  auto found = rows(sql, parameters);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void Statements::run(std::string_view sql, std::initializer_list<SqlValue> parameters) {
  rows(sql, parameters);
}

void Statements::give_up(Error error) {
  if (!error_) error_ = std::move(error);
}

std::string json_text(const boost::json::array& rows) {
  return boost::json::serialize(rows);
}

boost::json::value json_or_null(const std::optional<std::int64_t>& value) {
  return value ? boost::json::value(*value) : boost::json::value(nullptr);
}

boost::json::value json_or_null(const std::optional<std::string>& value) {
  return value ? boost::json::value(*value) : boost::json::value(nullptr);
}

}  // namespace pixferry
