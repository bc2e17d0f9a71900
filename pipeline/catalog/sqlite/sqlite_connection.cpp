#include "pipeline/catalog/sqlite/sqlite_connection.hpp"

#include "pipeline/catalog/sqlite/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <charconv>
#include <stdexcept>

namespace pixferry {
namespace {

constexpr int kValueBytesMax = 64 << 20;
constexpr int kStatementBytesMax = 64 << 10;
/// All statements are compiled in, so more than this many are a bug; the cache is then begun anew.
constexpr std::size_t kStatementsMax = 256;
constexpr int kBusyPollMilliseconds = 2;

int flags_of(SqliteConnection::Role role) {
  const int threads = SQLITE_OPEN_NOMUTEX;
  switch (role) {
    case SqliteConnection::Role::writer:
      return threads | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case SqliteConnection::Role::reader: return threads | SQLITE_OPEN_READWRITE;
    case SqliteConnection::Role::file_reader: return threads | SQLITE_OPEN_READONLY;
  }
  return threads;
}

std::size_t number_of_parameter(const char* name) {
  const std::string_view digits = std::string_view{name}.substr(1);
  std::size_t number = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (parsed.ptr != digits.data() + digits.size() || number == 0) {
    throw std::logic_error{fmt::format("SQL parameter {} is no number", name)};
  }
  return number - 1;
}

SqlRow row_of(sqlite3_stmt* statement) {
  std::vector<SqlValue> cells;
  const int columns = sqlite3_column_count(statement);
  cells.reserve(static_cast<std::size_t>(columns));
  for (int column = 0; column < columns; ++column) {
    switch (sqlite3_column_type(statement, column)) {
      case SQLITE_NULL: cells.emplace_back(std::monostate{}); break;
      case SQLITE_INTEGER:
        cells.emplace_back(std::int64_t{sqlite3_column_int64(statement, column)});
        break;
      case SQLITE_FLOAT: cells.emplace_back(sqlite3_column_double(statement, column)); break;
      default: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        const auto bytes = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        cells.emplace_back(text == nullptr ? std::string{} : std::string{text, bytes});
      }
    }
  }
  return SqlRow{std::move(cells)};
}

}  // namespace

void SqliteConnection::Closer::operator()(sqlite3* connection) const {
  sqlite3_close_v2(connection);
}
void SqliteConnection::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

SqliteConnection::SqliteConnection(const std::string& path, Role role) : path_(path), role_(role) {}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path,
                                                                 Role role) {
  std::unique_ptr<SqliteConnection> opened{new SqliteConnection{path, role}};
  if (auto attached = opened->attach(); !attached) return attached.error();
  if (auto configured = opened->configure(); !configured) return configured.error();
  return opened;
}

Result<> SqliteConnection::attach() {
  // ATTACH opens the file with the flags of the main database, which stays empty.
  sqlite3* connection = nullptr;
  const int code = sqlite3_open_v2(":memory:", &connection, flags_of(role_), nullptr);
  connection_.reset(connection);
  if (code != SQLITE_OK) return classify_sqlite(code, path_, sqlite3_errstr(code));
  sqlite3_extended_result_codes(connection, 1);
  sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, kValueBytesMax);
  sqlite3_limit(connection, SQLITE_LIMIT_SQL_LENGTH, kStatementBytesMax);
  sqlite3_busy_handler(
      connection,
      [](void* self, int) {
        const auto& patience = static_cast<SqliteConnection*>(self)->patience_;
        if (!patience || !patience()) return 0;
        sqlite3_sleep(kBusyPollMilliseconds);
        return 1;
      },
      this);
  const SqlValue path{path_};
  auto attached = query("ATTACH DATABASE $1 AS pixferry", {&path, 1});
  if (!attached) return attached.error();
  if (role_ == Role::writer && sqlite3_db_readonly(connection, "pixferry") == 1) {
    return classify_sqlite(SQLITE_READONLY, path_, "the file is read-only");
  }
  return {};
}

Result<> SqliteConnection::configure() {
  constexpr std::string_view kEvery = R"sql(
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA pixferry.synchronous = FULL;
    PRAGMA pixferry.cache_size = -16000;
  )sql";
  constexpr std::string_view kWriter = R"sql(
    PRAGMA pixferry.journal_mode = WAL;
    PRAGMA pixferry.journal_size_limit = 67108864;
    PRAGMA wal_autocheckpoint = 4000;
  )sql";
  if (auto every = run_script(kEvery); !every) return every;
  if (role_ == Role::writer) return run_script(kWriter);
  return run_script("PRAGMA query_only = ON");
}

Result<SqlRows> SqliteConnection::query(std::string_view sql,
                                        std::span<const SqlValue> parameters) {
  auto found = prepared(sql);
  if (!found) return found.error();
  const Statement& statement = **found;
  auto bound = bind(statement, parameters);
  auto rows = bound ? step_through(statement.prepared.get()) : Result<SqlRows>{bound.error()};
  sqlite3_reset(statement.prepared.get());
  sqlite3_clear_bindings(statement.prepared.get());
  return rows;
}

Result<SqliteConnection::Statement*> SqliteConnection::prepared(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return &found->second;
  if (statements_.size() >= kStatementsMax) statements_.clear();
  const auto text = expand(sql, dialect_);
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(connection_.get(), text.data(), static_cast<int>(text.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  Statement statement{std::unique_ptr<sqlite3_stmt, Finalizer>{raw}, {}};
  if (code != SQLITE_OK) return last_error();
  for (int position = 1; position <= sqlite3_bind_parameter_count(raw); ++position) {
    statement.parameters.push_back(number_of_parameter(sqlite3_bind_parameter_name(raw, position)));
  }
  return &statements_.emplace(std::string{sql}, std::move(statement)).first->second;
}

Result<> SqliteConnection::bind(const Statement& statement, std::span<const SqlValue> parameters) {
  auto* prepared = statement.prepared.get();
  for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
    const int position = static_cast<int>(i) + 1;
    if (statement.parameters[i] >= parameters.size()) {
      throw std::logic_error{"an SQL statement has more parameters than were passed"};
    }
    const auto& value = parameters[statement.parameters[i]];
    int code = SQLITE_OK;
    if (const auto* text = std::get_if<std::string>(&value)) {
      // The parameters outlive the execution, so SQLite need not copy them.
      code = sqlite3_bind_text64(prepared, position, text->data(), text->size(), SQLITE_STATIC,
                                 SQLITE_UTF8);
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
      code = sqlite3_bind_int64(prepared, position, *number);
    } else if (const auto* real = std::get_if<double>(&value)) {
      code = sqlite3_bind_double(prepared, position, *real);
    } else {
      code = sqlite3_bind_null(prepared, position);
    }
    if (code != SQLITE_OK) return last_error();
  }
  return {};
}

Result<SqlRows> SqliteConnection::step_through(sqlite3_stmt* statement) {
  SqlRows rows;
  while (true) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return rows;
    if (code != SQLITE_ROW) return last_error();
    rows.push_back(row_of(statement));
  }
}

Result<> SqliteConnection::run_script(std::string_view script) {
  const auto text = expand(script, dialect_);
  const char* rest = text.data();
  const char* const end = text.data() + text.size();
  while (rest < end) {
    sqlite3_stmt* raw = nullptr;
    const int code =
        sqlite3_prepare_v2(connection_.get(), rest, static_cast<int>(end - rest), &raw, &rest);
    const std::unique_ptr<sqlite3_stmt, Finalizer> statement{raw};
    if (code != SQLITE_OK) return last_error();
    if (raw == nullptr) continue;
    if (auto rows = step_through(raw); !rows) return rows.error();
  }
  return {};
}

void SqliteConnection::roll_back() {
  // SQLite has rolled back by itself after errors such as a full disk.
  if (sqlite3_get_autocommit(connection_.get()) != 0) return;
  sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Error SqliteConnection::last_error() const {
  return classify_sqlite(sqlite3_extended_errcode(connection_.get()), path_,
                         sqlite3_errmsg(connection_.get()));
}

}  // namespace pixferry
