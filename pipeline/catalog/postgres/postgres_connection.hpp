#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "pipeline/catalog/database.hpp"
#include "pipeline/catalog/postgres/postgres_address.hpp"
#include "pipeline/catalog/postgres/postgres_dialect.hpp"
#include "pipeline/platform/socket_wait.hpp"

struct pg_conn;
struct pg_result;

namespace pixferry {

/// One connection. Holds no prepared statements and no settings of its session, so that a pooler
/// may give each transaction another server connection. A call that is stopped or runs out of time
/// is called off on the server too and ends the connection. Used by one thread at a time.
class PostgresConnection {
 public:
  /// Errors: `catalog_unavailable`, `stopped`. Only the look-up of the host's name may outlast the
  /// context.
  static Result<std::unique_ptr<PostgresConnection>> open(const Context& context,
                                                          const PostgresConfig& config,
                                                          const Clock& clock);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  /// One statement in the common subset. Errors: those of classify_postgres, `stopped`.
  Result<SqlRows> query(const Context& context, std::string_view sql,
                        std::span<const SqlValue> parameters);
  /// Statements in PostgreSQL's own words, separated by semicolons, in one round trip.
  Result<> execute(const Context& context, const std::string& statements);
  /// Error: also where the server rolled back in place of committing.
  Result<> commit(const Context& context);
  /// Whether the connection can still be used.
  bool is_alive() const;
  const PostgresDialect& dialect() const { return dialect_; }

 private:
  struct Closer {
    void operator()(pg_conn* connection) const;
  };
  using Text = std::unordered_map<std::string, std::string>;

  PostgresConnection(PostgresAddress address, TimeSource time_source, const Clock& clock);
  Result<> connect(const Context& context);
  const std::string& expanded(std::string_view sql);
  /// The rows of what was sent last, as so many series of messages in pipeline mode.
  Result<SqlRows> answer(const Context& context, int series = 0);
  std::optional<Error> wait(const Context& context, short events);
  std::optional<Error> flush(const Context& context);
  std::optional<Error> wait_for_result(const Context& context);
  void call_off();
  Error error_of(const pg_result* result) const;
  Error broken() const;

  PostgresAddress address_;
  PostgresDialect dialect_;
  SocketWait socket_wait_;
  std::unique_ptr<pg_conn, Closer> connection_;
  bool is_given_up_ = false;
  std::string last_command_;
  Text expanded_;
};

}  // namespace pixferry
