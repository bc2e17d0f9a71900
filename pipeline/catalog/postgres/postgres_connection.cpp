#include "pipeline/catalog/postgres/postgres_connection.hpp"

#include "pipeline/catalog/postgres/postgres_error.hpp"
#include "pipeline/catalog/postgres/postgres_statement.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <charconv>

namespace pixferry {
namespace {

/// All statements are compiled in, so more than this many are a bug; the cache is then begun anew.
constexpr std::size_t kStatementsMax = 256;

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, FreeResult>;

SqlValue value_of(const PGresult* result, int row, int column) {
  if (PQgetisnull(result, row, column) == 1) return std::monostate{};
  const std::string_view text{PQgetvalue(result, row, column),
                              static_cast<std::size_t>(PQgetlength(result, row, column))};
  const auto type = PQftype(result, column);
  if (type == kPostgresFloat8) {
    double real = 0;
    std::from_chars(text.data(), text.data() + text.size(), real);
    return real;
  }
  if (type != kPostgresInt8 && type != kPostgresInt4 && type != kPostgresInt2)
    return std::string{text};
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

SqlRows rows_of(const PGresult* result) {
  SqlRows rows;
  const int columns = PQnfields(result);
  rows.reserve(static_cast<std::size_t>(PQntuples(result)));
  for (int row = 0; row < PQntuples(result); ++row) {
    std::vector<SqlValue> cells;
    cells.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
      cells.push_back(value_of(result, row, column));
    }
    rows.emplace_back(std::move(cells));
  }
  return rows;
}

bool is_success(const PGresult* result) {
  const auto status = PQresultStatus(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

}  // namespace

void PostgresConnection::Closer::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

PostgresConnection::PostgresConnection(PostgresAddress address, TimeSource time_source,
                                       const Clock& clock)
    : address_(std::move(address)), dialect_(time_source), socket_wait_(clock) {}

PostgresConnection::~PostgresConnection() = default;

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const Context& context,
                                                                     const PostgresConfig& config,
                                                                     const Clock& clock) {
  auto address = parse_postgres_url(config);
  if (!address) return address.error();
  std::unique_ptr<PostgresConnection> opened{
      new PostgresConnection{*std::move(address), config.time_source, clock}};
  const auto latest = clock.steady() + config.connect_max;
  if (auto connected = opened->connect(context.until(latest)); !connected) {
    return connected.error();
  }
  return opened;
}

Result<> PostgresConnection::connect(const Context& context) {
  std::vector<const char*> keys;
  std::vector<const char*> values;
  for (const auto& [key, value] : address_.options) {
    keys.push_back(key.c_str());
    values.push_back(value.c_str());
  }
  keys.push_back(nullptr);
  values.push_back(nullptr);
  connection_.reset(PQconnectStartParams(keys.data(), values.data(), 0));
  auto* const connection = connection_.get();
  auto step = PGRES_POLLING_WRITING;
  while (PQstatus(connection) != CONNECTION_BAD && step != PGRES_POLLING_OK &&
         step != PGRES_POLLING_FAILED) {
    if (auto ended = wait(context, step == PGRES_POLLING_READING ? POLLIN : POLLOUT)) return *ended;
    step = PQconnectPoll(connection);
  }
  if (PQstatus(connection) != CONNECTION_OK) {
    return classify_postgres_connect(address_.server,
                                     address_.scrubbed(PQerrorMessage(connection)));
  }
  PQsetnonblocking(connection, 1);
  PQsetNoticeProcessor(
      connection, [](void*, const char*) {}, nullptr);
  return {};
}

Result<SqlRows> PostgresConnection::query(const Context& context, std::string_view sql,
                                          std::span<const SqlValue> parameters) {
  const PostgresStatement statement{expanded(sql), parameters};
  if (!statement.send(connection_.get())) return broken();
  auto rows = answer(context, statement.series());
  if (!statement.end(connection_.get())) is_given_up_ = true;
  return rows;
}

Result<> PostgresConnection::execute(const Context& context, const std::string& statements) {
  if (PQsendQuery(connection_.get(), statements.c_str()) != 1) return broken();
  if (auto answered = answer(context); !answered) return answered.error();
  return {};
}

Result<> PostgresConnection::commit(const Context& context) {
  if (auto executed = execute(context, "COMMIT"); !executed) return executed;
  if (last_command_ == "COMMIT") return {};
  return Error{ErrorCode::catalog_interrupted,
               fmt::format("The database {} undid a transaction; retry.", address_.server)};
}

bool PostgresConnection::is_alive() const {
  return !is_given_up_ && PQstatus(connection_.get()) == CONNECTION_OK;
}

const std::string& PostgresConnection::expanded(std::string_view sql) {
  if (expanded_.size() >= kStatementsMax) expanded_.clear();
  auto [found, is_new] = expanded_.try_emplace(std::string{sql});
  if (is_new) found->second = expand(sql, dialect_);
  return found->second;
}

Result<SqlRows> PostgresConnection::answer(const Context& context, int series) {
  if (auto ended = flush(context)) return *ended;
  SqlRows rows;
  std::optional<Error> refused;
  while (true) {
    if (auto ended = wait_for_result(context)) return *ended;
    const Answer result{PQgetResult(connection_.get())};
    if (!result && (series == 0 || !is_alive())) break;
    if (!result) continue;
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) {
      --series;
      continue;
    }
    last_command_ = PQcmdStatus(result.get());
    if (is_success(result.get())) {
      rows = rows_of(result.get());
    } else if (!refused) {
      refused = error_of(result.get());
    }
  }
  if (refused) return *refused;
  return rows;
}

/// What ended the wait early, if anything did.
std::optional<Error> PostgresConnection::wait(const Context& context, short events) {
  const auto end = socket_wait_.wait(PQsocket(connection_.get()), events, context);
  if (end == SocketWait::End::ready) return std::nullopt;
  call_off();
  if (end == SocketWait::End::stopped) return Error{ErrorCode::stopped, "The work was called off."};
  return Error{ErrorCode::catalog_unavailable,
               fmt::format("The database {} did not answer in time; check that the server runs, "
                           "is not overloaded, and that DATABASE_URL names its host and port.",
                           address_.server)};
}

std::optional<Error> PostgresConnection::flush(const Context& context) {
  while (true) {
    const int left = PQflush(connection_.get());
    if (left == 0) return std::nullopt;
    if (left < 0) return broken();
    if (auto ended = wait(context, POLLIN | POLLOUT)) return ended;
    // A server that waits for us to read would never read what we send.
    if (PQconsumeInput(connection_.get()) != 1) return broken();
  }
}

std::optional<Error> PostgresConnection::wait_for_result(const Context& context) {
  while (PQisBusy(connection_.get()) == 1) {
    if (auto ended = wait(context, POLLIN)) return ended;
    if (PQconsumeInput(connection_.get()) != 1) return broken();
  }
  return std::nullopt;
}

/// Asks the server to leave what it is doing. It may be done all the same, so nobody may go on with
/// this connection.
void PostgresConnection::call_off() {
  is_given_up_ = true;
  if (PQstatus(connection_.get()) != CONNECTION_OK) return;
  auto* const request = PQgetCancel(connection_.get());
  std::array<char, 256> refusal{};
  PQcancel(request, refusal.data(), static_cast<int>(refusal.size()));
  PQfreeCancel(request);
}

Error PostgresConnection::error_of(const pg_result* result) const {
  const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* const primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return classify_postgres(
      state == nullptr ? "" : state, address_.server,
      address_.scrubbed(primary == nullptr ? PQresultErrorMessage(result) : primary));
}

Error PostgresConnection::broken() const {
  return classify_postgres("", address_.server,
                           address_.scrubbed(PQerrorMessage(connection_.get())));
}

}  // namespace pixferry
