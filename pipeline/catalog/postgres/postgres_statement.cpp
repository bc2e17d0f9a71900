#include "pipeline/catalog/postgres/postgres_statement.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

namespace pixferry {
namespace {

constexpr unsigned kUnknown = 0;

/// libpq hands its messages to the socket whenever it has gathered this much.
/// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/interfaces/libpq/fe-misc.c
constexpr std::size_t kSentAtOnce = 8192;
/// What the messages take besides the text and the values, at the most.
constexpr std::size_t kFraming = 256;
constexpr std::size_t kFramingOfValue = 16;

}  // namespace

PostgresStatement::PostgresStatement(const std::string& text, std::span<const SqlValue> parameters)
    : text_(text), bytes_(kFraming + text.size()) {
  numbers_.reserve(parameters.size());
  for (const auto& parameter : parameters) {
    if (const auto* words = std::get_if<std::string>(&parameter)) {
      add(kPostgresText, words);
    } else if (const auto* number = std::get_if<std::int64_t>(&parameter)) {
      add(kPostgresInt8, &numbers_.emplace_back(std::to_string(*number)));
    } else if (const auto* real = std::get_if<double>(&parameter)) {
      add(kPostgresFloat8, &numbers_.emplace_back(fmt::format("{}", *real)));
    } else {
      add(kUnknown, nullptr);
    }
  }
  is_large_ = bytes_ > kSentAtOnce;
}

void PostgresStatement::add(unsigned type, const std::string* value) {
  types_.push_back(type);
  values_.push_back(value == nullptr ? nullptr : value->c_str());
  bytes_ += kFramingOfValue + (value == nullptr ? 0 : value->size());
}

bool PostgresStatement::send(pg_conn* connection) const {
  if (!is_large_) {
    return PQsendQueryParams(connection, text_.c_str(), count(), types_.data(), values_.data(),
                             nullptr, nullptr, 0) == 1;
  }
  return PQenterPipelineMode(connection) == 1 &&
         PQsendPrepare(connection, "", text_.c_str(), count(), types_.data()) == 1 &&
         PQpipelineSync(connection) == 1 &&
         PQsendQueryPrepared(connection, "", count(), values_.data(), nullptr, nullptr, 0) == 1 &&
         PQpipelineSync(connection) == 1;
}

bool PostgresStatement::end(pg_conn* connection) const {
  return !is_large_ || PQexitPipelineMode(connection) == 1;
}

}  // namespace pixferry
